// SPDX-License-Identifier: Apache-2.0

import Columnar

/// What the values of a column mean.
enum LogicalType: Equatable {
  case plain, text, date, uuid, float16, list, map, interval
  case decimal(scale: Int)
  case time(TimeUnit)
  case timestamp(TimeUnit, isUTC: Bool)
  case unsigned(bits: Int)

  /// By an element of the schema, its newer statement first.
  init(_ element: ThriftValue) {
    self =
      element[10].flatMap(Self.annotated)
      ?? element[6]?.integer.map { Self.converted($0, scale: element[7]?.integer ?? 0) } ?? .plain
  }

  private static func annotated(_ union: ThriftValue) -> LogicalType? {
    guard case .fields(let fields) = union, let (kind, value) = fields.first else { return nil }
    switch kind {
    case 1, 4, 12: return .text
    case 2: return .map
    case 3: return .list
    case 5: return .decimal(scale: value[1]?.integer ?? 0)
    case 6: return .date
    case 7: return .time(unit(value[2]))
    case 8: return .timestamp(unit(value[2]), isUTC: value[1]?.bool ?? false)
    case 10 where value[2]?.bool == false: return .unsigned(bits: value[1]?.integer ?? 64)
    case 14: return .uuid
    case 15: return .float16
    default: return nil
    }
  }

  private static func unit(_ union: ThriftValue?) -> TimeUnit {
    if union?[1] != nil { return .milliseconds }
    return union?[2] != nil ? .microseconds : .nanoseconds
  }

  /// The older statement, by its number.
  private static func converted(_ number: Int, scale: Int) -> LogicalType {
    switch number {
    case 0, 4, 19: .text
    case 1, 2: .map
    case 3: .list
    case 5: .decimal(scale: scale)
    case 6: .date
    case 7: .time(.milliseconds)
    case 8: .time(.microseconds)
    case 9: .timestamp(.milliseconds, isUTC: true)
    case 10: .timestamp(.microseconds, isUTC: true)
    case 11: .unsigned(bits: 8)
    case 12: .unsigned(bits: 16)
    case 13: .unsigned(bits: 32)
    case 14: .unsigned(bits: 64)
    case 21: .interval
    default: .plain
    }
  }
}
