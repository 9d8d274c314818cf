// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Platform

/// Where the service keeps everything: a database, uploaded files by identifier, a folder for each
/// job, a folder for each model. Nothing outside is read or written, and no name that came from
/// outside is part of a path.
package struct DataFolder: Sendable {
  /// The folder's path.
  package let path: String

  package var database: String { "\(path)/assay.sqlite" }
  package var files: String { "\(path)/files" }
  package var uploads: String { "\(path)/uploads" }
  package var jobs: String { "\(path)/jobs" }
  package var models: String { "\(path)/models" }
  /// Held by the one process that works off the queue.
  package var queueLock: String { "\(path)/queue.lock" }

  /// Makes the folder and what belongs in it, readable by this user alone.
  /// - Throws: `AssayError` when that cannot be done.
  package init(path: String) throws(AssayError) {
    self.path = path
    for folder in [path, files, uploads, jobs, models] {
      try Files.createFolder(folder, permissions: 0o700, remedy: Self.remedy)
      guard Files.isWritableFolder(folder) else {
        throw .system("cannot write in the folder", at: folder, remedy: Self.remedy)
      }
    }
  }

  /// The content of an uploaded or produced file.
  package func path(of file: FileRecord) -> String {
    precondition(Identifier.isValid(file.id, .file), "not a file id")
    return "\(files)/\(file.id)\(file.storedExtension)"
  }

  /// A file while it is being received.
  package func upload(_ id: String) -> String {
    precondition(Identifier.isValid(id, .file), "not a file id")
    return "\(uploads)/\(id).part"
  }

  /// The folder of a job, by the letters of its identifier.
  package func job(_ id: String) -> String {
    precondition(
      Identifier.isValid(id, .fineTune) || Identifier.isValid(id, .fineTuningJob), "not a job id")
    return "\(jobs)/\(id)"
  }

  private static let remedy = "Choose another with --data-dir"
}
