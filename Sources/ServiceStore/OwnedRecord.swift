// SPDX-License-Identifier: Apache-2.0

import AssayCore
import GRDB

/// A record that belongs to an organization.
protocol OwnedRecord: FetchableRecord, PersistableRecord {
  /// The column that names it.
  static var ownerColumn: Column { get }
}

extension OwnedRecord {
  /// The records of an organization; everybody's when nil.
  static func all(of organization: String?) -> QueryInterfaceRequest<Self> {
    organization.map { filter(ownerColumn == $0) } ?? all()
  }
}

extension Store {
  /// All records of a kind, oldest first.
  func all<Owned: OwnedRecord & Sendable>(
    _ kind: Owned.Type
  ) async throws(AssayError) -> [Owned] {
    try await read { database in
      try kind.all(of: organization).order(Column.rowID).fetchAll(database)
    }
  }

  /// One record; nil when there is none of that name.
  func find<Owned: OwnedRecord & Sendable>(
    _ kind: Owned.Type, _ id: String
  ) async throws(AssayError) -> Owned? {
    try await read { database in
      try kind.all(of: organization).filter(key: id).fetchOne(database)
    }
  }
}

extension FileRecord: OwnedRecord {
  static let ownerColumn = Column("organization")
}

extension JobRecord: OwnedRecord {
  static let ownerColumn = Column("organization")
}

extension FineTunedModel: OwnedRecord {
  static let ownerColumn = Column("owner")
}
