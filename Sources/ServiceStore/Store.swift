// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import GRDB

/// The state of the service in SQLite. The server, its queue and `assay jobs` may all have it open
/// at once, in one process or in several; every change is one transaction that is on the disk when
/// the call returns.
package struct Store: Sendable {
  package let folder: DataFolder
  /// Whose records are seen; everybody's when nil.
  package private(set) var organization: String?
  private let pool: DatabasePool

  /// Opens the database of a data folder, making it or bringing it up to date first.
  /// - Throws: `AssayError` when it cannot be opened.
  package init(folder: DataFolder) throws(AssayError) {
    self.folder = folder
    var configuration = Configuration()
    configuration.label = "assay"
    configuration.busyMode = .timeout(10)
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { database in
      // WAL survives a killed process by itself; FULL makes it survive a power cut too.
      try database.execute(sql: "PRAGMA synchronous = FULL")
      try database.execute(sql: "PRAGMA trusted_schema = OFF")
    }
    pool = try Self.translating(folder) {
      let pool = try DatabasePool(path: folder.database, configuration: configuration)
      try Schema.migrator.migrate(pool)
      return pool
    }
  }

  /// The store as an organization sees it.
  package func seen(by organization: String?) -> Store {
    var store = self
    store.organization = organization
    return store
  }

  /// Runs a query that changes nothing.
  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(AssayError) -> Value {
    do {
      return try await pool.read(body)
    } catch {
      throw Self.failure(error, folder)
    }
  }

  /// Runs changes as one transaction.
  @discardableResult
  package func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(AssayError) -> Value {
    do {
      return try await pool.write(body)
    } catch {
      throw Self.failure(error, folder)
    }
  }

  private static func translating<Value>(
    _ folder: DataFolder, _ body: () throws -> Value
  ) throws(AssayError) -> Value {
    do {
      return try body()
    } catch {
      throw failure(error, folder)
    }
  }

  private static func failure(_ error: any Error, _ folder: DataFolder) -> AssayError {
    if let error = error as? AssayError { return error }
    let reason = (error as? DatabaseError)?.message ?? "\(error)"
    return AssayError(
      "the store failed: \(reason)", at: Location(file: folder.database),
      remedy: "Check that the disk has room and that the folder may be written to")
  }
}
