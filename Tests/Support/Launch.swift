// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// Runs the built `assay` binary as several processes that an MPI launcher starts.
package enum Launch {
  private static let launcher = "/usr/bin/mpirun"

  private static let options = "--allow-run-as-root --oversubscribe"

  /// Whether it is installed and can start two processes here, which some containers forbid.
  package static let isThere: Bool = {
    guard FileManager.default.isExecutableFile(atPath: launcher) else { return false }
    let trial = try? BuiltBinary.runShell(
      "exec \(launcher) \(options) -np 2 true", in: FileManager.default.temporaryDirectory)
    return trial?.status == 0
  }()

  /// - Parameter file: the processes are killed as soon as it is there.
  package static func run(
    _ ranks: Int, _ arguments: [String], in folder: URL, killingAfter file: String? = nil
  ) throws -> BuiltBinary.Outcome {
    let quoted = ([BuiltBinary.url.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
    let start = "\(launcher) \(options) -np \(ranks) \(quoted)"
    guard let file else { return try BuiltBinary.runShell("exec \(start)", in: folder) }
    // Not mpirun but a rank is killed, as a machine that fails would.
    return try BuiltBinary.runShell(
      """
      \(start) & launcher=$!
      while kill -0 $launcher 2> /dev/null && ! [ -e '\(file)' ]; do sleep 0.02; done
      rank=$(grep -l "^PPid:[[:space:]]*$launcher$" /proc/[0-9]*/status 2> /dev/null | tail -1)
      kill -9 $(echo "$rank" | cut -d / -f 3)
      wait $launcher
      """, in: folder)
  }
}
