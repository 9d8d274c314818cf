// SPDX-License-Identifier: Apache-2.0

import Columnar

/// What the values of a column are, and so which buffers they stand in.
enum ArrowType: Equatable {
  /// How many bytes the places in another buffer take; a view holds short values itself.
  enum Reach: Equatable {
    case small, large, view
  }

  case null, bool, structure, map, runs, uuid
  case integer(bits: Int, isSigned: Bool)
  case float(bits: Int)
  case bytes(Reach, isText: Bool)
  case fixedBytes(count: Int)
  case decimal(bytes: Int, scale: Int)
  case date(TimeUnit?)
  case time(TimeUnit, bits: Int)
  case timestamp(TimeUnit, isUTC: Bool)
  case duration
  case list(Reach, isLarge: Bool)
  case fixedList(count: Int)
  case union(isDense: Bool, ids: [Int])
}

extension ArrowType {
  /// - Parameters:
  ///   - number: the place of the kind in the format's union of types.
  ///   - table: what else is said of it.
  init(_ number: UInt8, _ table: FlatTable, childCount: Int) throws(ArrowFault) {
    switch number {
    case 1: self = .null
    case 2: self = try Self.integer(table)
    case 3: self = try Self.float(table)
    case 4: self = .bytes(.small, isText: false)
    case 5: self = .bytes(.small, isText: true)
    case 6: self = .bool
    case 7: self = try Self.decimal(table)
    case 8: self = try Self.date(table)
    case 9: self = try Self.time(table)
    case 10:
      let unit = try Self.unit(try table.integer(0, Int16.self))
      // A time zone without a name is none.
      self = .timestamp(unit, isUTC: try table.text(1)?.isEmpty == false)
    case 12: self = .list(.small, isLarge: false)
    case 13: self = .structure
    case 14: self = try Self.union(table, childCount)
    case 15: self = .fixedBytes(count: try Self.count(try table.integer(0, Int32.self)))
    case 16: self = .fixedList(count: try Self.count(try table.integer(0, Int32.self)))
    case 17: self = .map
    case 18: self = .duration
    case 19: self = .bytes(.large, isText: false)
    case 20: self = .bytes(.large, isText: true)
    case 21: self = .list(.large, isLarge: true)
    case 22: self = .runs
    case 23: self = .bytes(.view, isText: false)
    case 24: self = .bytes(.view, isText: true)
    case 25: self = .list(.view, isLarge: false)
    case 26: self = .list(.view, isLarge: true)
    case 11: throw .unsupported("intervals of months")
    default: throw .unsupported("the type of number \(number)")
    }
  }

  static func integer(_ table: FlatTable) throws(ArrowFault) -> ArrowType {
    let bits = Int(try table.integer(0, Int32.self))
    guard [8, 16, 32, 64].contains(bits) else {
      throw .damaged("it has whole numbers of \(bits) bits")
    }
    return .integer(bits: bits, isSigned: try table.flag(1))
  }

  private static func float(_ table: FlatTable) throws(ArrowFault) -> ArrowType {
    let precision = Int(try table.integer(0, Int16.self))
    guard (0...2).contains(precision) else {
      throw .unsupported("floating-point numbers of the precision \(precision)")
    }
    return .float(bits: 16 << precision)
  }

  private static func date(_ table: FlatTable) throws(ArrowFault) -> ArrowType {
    let unit = try table.integer(0, Int16.self, orElse: 1)
    guard unit == 0 || unit == 1 else {
      throw .damaged("it counts dates in the unit of number \(unit)")
    }
    return .date(unit == 0 ? nil : .milliseconds)
  }

  private static func time(_ table: FlatTable) throws(ArrowFault) -> ArrowType {
    let bits = Int(try table.integer(1, Int32.self, orElse: 32))
    guard bits == 32 || bits == 64 else { throw .damaged("it has times of \(bits) bits") }
    return .time(try unit(try table.integer(0, Int16.self, orElse: 1)), bits: bits)
  }

  private static func decimal(_ table: FlatTable) throws(ArrowFault) -> ArrowType {
    let scale = Int(try table.integer(1, Int32.self))
    let bits = Int(try table.integer(2, Int32.self, orElse: 128))
    guard [32, 64, 128, 256].contains(bits) else {
      throw .damaged("it has decimal numbers of \(bits) bits")
    }
    guard (0...1000).contains(scale) else {
      throw .unsupported("decimal numbers with \(scale) places behind the point")
    }
    return .decimal(bytes: bits / 8, scale: scale)
  }

  private static func union(
    _ table: FlatTable, _ childCount: Int
  ) throws(ArrowFault) -> ArrowType {
    let ids = try table.integers(1, Int32.self).map(Int.init)
    let mode = try table.integer(0, Int16.self)
    guard mode == 0 || mode == 1 else { throw .unsupported("unions of the mode \(mode)") }
    return .union(isDense: mode == 1, ids: ids.isEmpty ? Array(0..<childCount) : ids)
  }

  private static func unit(_ number: Int16) throws(ArrowFault) -> TimeUnit {
    let units: [TimeUnit] = [.seconds, .milliseconds, .microseconds, .nanoseconds]
    guard units.indices.contains(Int(number)) else {
      throw .damaged("it counts time in the unit of number \(number)")
    }
    return units[Int(number)]
  }

  private static func count(_ count: Int32) throws(ArrowFault) -> Int {
    guard count >= 0 else { throw .damaged("it has values of \(count) elements") }
    return Int(count)
  }
}
