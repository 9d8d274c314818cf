// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Platform

/// What the environment tells of the program that started this process.
package struct Launcher: Equatable, Sendable {
  /// The variable that gave it away.
  package var variable: String
  /// How many processes it started.
  package var count: Int

  /// The launcher of this process; nil when it was started by hand.
  /// - Parameter variable: gives a variable of the environment; nil when it is not set.
  package static func find(_ variable: (String) -> String? = { Environment[$0] }) -> Launcher? {
    for name in ["OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "MPI_LOCALNRANKS"] {
      if let count = variable(name).flatMap({ Int($0) }) {
        return Launcher(variable: name, count: count)
      }
    }
    // srun sets these for each task; a batch script has no step of its own kind.
    if let count = variable("SLURM_NTASKS").flatMap({ Int($0) }), count > 1,
      variable("SLURM_STEP_ID") != nil, variable("SLURM_PROCID") != nil
    {
      return Launcher(variable: "SLURM_NTASKS", count: count)
    }
    return nil
  }
}

extension Launcher {
  /// - Throws: `AssayError` when a launcher started several processes for work that they would each do whole,
  ///   over the same files.
  package static func requireNone(for command: String) throws(AssayError) {
    guard let launcher = find(), launcher.count > 1 else { return }
    throw AssayError(
      "\(launcher.count) processes were started (\(launcher.variable)), and \(command) is the work of one",
      remedy: "Start it without the launcher; assay train shares its work among processes")
  }
}
