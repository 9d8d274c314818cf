// SPDX-License-Identifier: Apache-2.0

/// A value of GGUF's metadata, of the kinds that a GPT-2 needs.
package enum GGUFValue: Sendable, Equatable {
  case unsigned(UInt32)
  case float(Float)
  case bool(Bool)
  case string(String)
  case strings([String])
  case integers([Int32])

  /// The number of its kind in the file, then the value, little-endian.
  func write(to out: inout [UInt8]) {
    Self.append(kind, to: &out)
    switch self {
    case .unsigned(let value): Self.append(value, to: &out)
    case .float(let value): Self.append(value.bitPattern, to: &out)
    case .bool(let value): out.append(value ? 1 : 0)
    case .string(let value): Self.append(value, to: &out)
    case .strings(let values):
      Self.append(Kind.string, to: &out)
      Self.append(UInt64(values.count), to: &out)
      for value in values { Self.append(value, to: &out) }
    case .integers(let values):
      Self.append(Kind.integer, to: &out)
      Self.append(UInt64(values.count), to: &out)
      for value in values { Self.append(value, to: &out) }
    }
  }

  /// A text with its length before it.
  static func append(_ text: String, to out: inout [UInt8]) {
    append(UInt64(text.utf8.count), to: &out)
    out.append(contentsOf: text.utf8)
  }

  static func append(_ number: some FixedWidthInteger, to out: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { out.append(contentsOf: $0) }
  }

  private enum Kind {
    static let unsigned: UInt32 = 4
    static let integer: UInt32 = 5
    static let float: UInt32 = 6
    static let bool: UInt32 = 7
    static let string: UInt32 = 8
    static let array: UInt32 = 9
  }

  private var kind: UInt32 {
    switch self {
    case .unsigned: Kind.unsigned
    case .float: Kind.float
    case .bool: Kind.bool
    case .string: Kind.string
    case .strings, .integers: Kind.array
    }
  }
}
