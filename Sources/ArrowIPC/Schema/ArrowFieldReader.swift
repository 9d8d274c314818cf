// SPDX-License-Identifier: Apache-2.0

import Columnar

/// Reads the columns from the message that describes them.
struct ArrowFieldReader {
  private var count = 0
  /// The field of the values of each dictionary, by its number.
  private(set) var dictionaries: [Int64: ArrowField] = [:]

  /// The last version whose unions have a buffer more.
  private static let versionOfOldUnions: Int16 = 3
  private let version: Int16

  /// - Parameter version: that of the format, as the message says.
  init(version: Int16) {
    self.version = version
  }

  /// - Parameter schema: the table of the schema.
  mutating func columns(_ schema: FlatTable) throws(ArrowFault) -> [ArrowField] {
    guard try schema.integer(0, Int16.self) == 0 else {
      throw .unsupported("numbers with the greatest byte first")
    }
    let columns = try fields(try schema.tables(1), depth: 0)
    guard !columns.isEmpty else {
      throw ArrowFault("the Arrow file has no column", remedy: "Give a file with rows")
    }
    return columns
  }

  private mutating func fields(
    _ tables: [FlatTable], depth: Int
  ) throws(ArrowFault) -> [ArrowField] {
    guard depth < ArrowLimits.depth else { throw .damaged("its columns are nested too deep") }
    var fields: [ArrowField] = []
    for table in tables { fields.append(try field(table, depth: depth + 1)) }
    return fields
  }

  private mutating func field(_ table: FlatTable, depth: Int) throws(ArrowFault) -> ArrowField {
    count += 1
    guard count <= ArrowLimits.columns else {
      throw ArrowFault(
        "the Arrow file has more than \(ArrowLimits.columns) columns",
        remedy: "Write the columns that are needed")
    }
    guard let kind = try table.table(3) else { throw .damaged("a column has no type") }
    let name = try table.text(0) ?? ""
    let children = try fields(try table.tables(5), depth: depth)
    var type = try ArrowType(
      try table.integer(2, UInt8.self), kind, childCount: children.count)
    try Self.check(type, children, name: name)
    if case .union = type, version <= Self.versionOfOldUnions {
      throw .unsupported("unions of Arrow before 1.0")
    }
    if type == .fixedBytes(count: 16), try Self.isUUID(table) { type = .uuid }
    var field = ArrowField(name: name, type: type, children: children)
    if let encoding = try table.table(4) {
      field.dictionary = ArrowField.Dictionary(
        id: try encoding.integer(0, Int64.self), places: try Self.places(encoding))
      dictionaries[try encoding.integer(0, Int64.self)] = field.ofValues
    }
    return field
  }

  /// The type of the places in a dictionary.
  private static func places(_ encoding: FlatTable) throws(ArrowFault) -> ArrowType {
    guard let type = try encoding.table(1) else { return .integer(bits: 32, isSigned: true) }
    return try ArrowType.integer(type)
  }

  /// Whether the bytes are said to be a UUID.
  private static func isUUID(_ table: FlatTable) throws(ArrowFault) -> Bool {
    for fact in try table.tables(6) where try fact.text(0) == "ARROW:extension:name" {
      return try fact.text(1) == "arrow.uuid"
    }
    return false
  }

  /// A list has elements of one kind, and so on.
  private static func check(
    _ type: ArrowType, _ children: [ArrowField], name: String
  ) throws(ArrowFault) {
    let isRight =
      switch type {
      case .list, .fixedList: children.count == 1
      case .map: children.count == 1 && children[0].isEntry
      case .runs: children.count == 2
      case .union(_, let ids): children.count == ids.count
      case .structure: true
      default: children.isEmpty
      }
    guard isRight else {
      throw .damaged("the column '\(name)' has \(children.count) parts, which is not right")
    }
  }
}
