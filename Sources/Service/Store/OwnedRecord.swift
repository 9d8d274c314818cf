// SPDX-License-Identifier: Apache-2.0

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

extension FileRecord: OwnedRecord {
  static let ownerColumn = Column("organization")
}

extension JobRecord: OwnedRecord {
  static let ownerColumn = Column("organization")
}

extension ModelRecord: OwnedRecord {
  static let ownerColumn = Column("owner")
}
