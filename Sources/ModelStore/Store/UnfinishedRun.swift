// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Platform
import Training

/// A folder of the store in which a training stopped before its end: its checkpoints take room, and
/// `--resume` goes on with them.
package struct UnfinishedRun: Sendable, Equatable {
  package let name: String
  package let folder: String
  /// The size of all files in it.
  package let bytes: Int
  /// Whether a process is at work in it.
  package let isAtWork: Bool

  /// - Returns: nil where the folder is no run, or a finished one.
  init?(name: String, folder: String) {
    guard Files.isFolder("\(folder)/checkpoints"), !LocalStore.isModel(folder) else { return nil }
    self.name = name
    self.folder = folder
    bytes = Files.totalSize(of: folder)
    isAtWork = RunFolder.isAtWork(folder)
  }
}

extension LocalStore {
  /// Trainings that stopped before their end, sorted by name.
  /// - Throws: `AssayError` when the store cannot be read.
  package func unfinishedRuns() throws(AssayError) -> [UnfinishedRun] {
    var runs: [UnfinishedRun] = []
    for part in try Files.names(in: "\(home)/models") {
      let folder = "\(home)/models/\(part)"
      if let run = UnfinishedRun(name: part, folder: folder) { runs.append(run) }
    }
    return runs.sorted { $0.name < $1.name }
  }

  /// Removes an unfinished run.
  /// - Throws: `AssayError` when a process is at work in it.
  package func delete(_ run: UnfinishedRun) throws(AssayError) {
    guard !RunFolder.isAtWork(run.folder) else {
      throw AssayError(
        "a training is at work in '\(run.name)'", at: Location(file: run.folder),
        remedy: "Wait for its end, or stop it first")
    }
    Files.remove(run.folder)
  }
}
