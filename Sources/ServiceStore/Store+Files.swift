// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import GRDB
import Platform

extension Store {
  /// All files, oldest first.
  package func files(purpose: String? = nil) async throws(AssayError) -> [FileRecord] {
    try await read { database in
      let all = FileRecord.all(of: organization)
      let request = purpose.map { all.filter(Column("purpose") == $0) } ?? all
      return try request.order(Column.rowID).fetchAll(database)
    }
  }

  /// One file; nil when there is none of that name, whatever its form.
  package func file(_ id: String) async throws(AssayError) -> FileRecord? {
    guard Identifier.isValid(id, .file) else { return nil }
    return try await find(FileRecord.self, id)
  }

  /// Files of some identifiers in their order, leaving out what was deleted.
  package func files(_ ids: [String]) async throws(AssayError) -> [FileRecord] {
    var records: [FileRecord] = []
    for id in ids {
      if let record = try await file(id) { records.append(record) }
    }
    return records
  }

  /// Moves a whole, synced file to its place and then tells the database of it: what the database
  /// knows is always there.
  package func add(_ record: FileRecord, from path: String) async throws(AssayError) {
    let target = folder.path(of: record)
    try Files.rename(path, to: target)
    do {
      try await write { try record.insert($0) }
    } catch {
      Files.remove(target)
      throw error
    }
  }

  /// Forgets a file and removes its content. False when there was none.
  @discardableResult
  package func deleteFile(_ id: String) async throws(AssayError) -> Bool {
    guard let record = try await file(id) else { return false }
    let existed = try await write { try FileRecord.deleteOne($0, key: id) }
    if existed { Files.remove(folder.path(of: record)) }
    return existed
  }

  /// Whether a job that is not finished reads this file.
  package func isInUse(file id: String) async throws(AssayError) -> Bool {
    try await read { database in
      try JobRecord
        .filter(["pending", "running"].contains(Column("status"))).fetchAll(database)
        .contains { [$0.trainingFile, $0.validationFile, $0.settings.labelsFile].contains(id) }
    }
  }
}
