// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Fixes
import Platform
import RuleEngine
import ServiceStore
import Workflows

/// The files that a repair makes of a client's: where they stand until the store has them, and what
/// the client will call them.
struct RepairedFiles: Sendable {
  private let file: FileRecord
  private let folder: DataFolder
  private let ids = (0..<3).map { _ in Identifier.mint(.file) }

  init(of file: FileRecord, in folder: DataFolder) {
    self.file = file
    self.folder = folder
  }

  /// The repair, as `assay fix --yes` does it.
  func request(_ options: CheckOptions) -> FixRequest {
    var request = FixRequest(DataFile(name: file.filename, at: folder.path(of: file)))
    request.options = options
    request.destination = .names { [folder, ids] isSplit in
      OutputNames(
        train: folder.upload(ids[0]), valid: isSplit ? folder.upload(ids[1]) : nil,
        labels: folder.upload(ids[2]))
    }
    return request
  }

  /// The new files, named like those of `assay fix`; one without rows is of no use to a client.
  func records(_ result: FixResult) -> [(record: FileRecord, upload: String)] {
    let last = file.filename.split(separator: "/").last.map(String.init) ?? "file"
    let names = OutputNames(
      input: last, isSplit: result.names.valid != nil, hasLabels: true, isTaken: { _ in false })
    let parts = [
      (names.train, result.names.train, FileInspector.trainingPurpose),
      (names.valid, result.names.valid, FileInspector.trainingPurpose),
      (names.labels, result.names.labels, FileInspector.labelsPurpose),
    ]
    var files: [(record: FileRecord, upload: String)] = []
    for (id, (name, upload, purpose)) in zip(ids, parts) {
      guard let name, let upload else { continue }
      let size = FileStatus(upload)?.size ?? 0
      guard size > 0 else {
        Files.remove(upload)
        continue
      }
      let record = FileRecord(
        id: id, purpose: purpose, filename: name, bytes: size,
        createdAt: WallClock.now, organization: file.organization)
      files.append((record, upload))
    }
    return files
  }
}
