// SPDX-License-Identifier: Apache-2.0

/// What stands in a field of a table of FlatBuffers.
indirect enum FlatValue: Sendable {
  /// A number or another value that stands in the table itself.
  case bytes([UInt8])
  case text(String)
  case table([Int: FlatValue])
  case tables([[Int: FlatValue]])
  /// Elements of one size, one behind the other.
  case list(count: Int, [UInt8])

  static func number(_ value: some FixedWidthInteger) -> FlatValue { .bytes(littleEndian(value)) }

  static func numbers(_ values: [some FixedWidthInteger]) -> FlatValue {
    .list(count: values.count, values.flatMap { littleEndian($0) })
  }
}

func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
  withUnsafeBytes(of: value.littleEndian) { Array($0) }
}

/// Writes tables of FlatBuffers as a test describes them, right or wrong: what refers stands before what
/// it refers to.
struct FlatBuilder {
  private var bytes: [UInt8] = [0, 0, 0, 0]

  /// A table by the numbers of its fields, as the start of a description.
  static func root(_ fields: [Int: FlatValue]) -> [UInt8] {
    var builder = FlatBuilder()
    let place = builder.append(table: fields)
    builder.refer(from: 0, to: place)
    return builder.bytes
  }

  private mutating func append(table fields: [Int: FlatValue]) -> Int {
    var offsets = [UInt16](repeating: 0, count: (fields.keys.max() ?? -1) + 1)
    var content: [UInt8] = []
    var references: [(offset: Int, value: FlatValue)] = []
    for (number, value) in fields.sorted(by: { $0.key < $1.key }) {
      offsets[number] = UInt16(4 + content.count)
      if case .bytes(let bytes) = value {
        content += bytes
      } else {
        references.append((4 + content.count, value))
        content += [0, 0, 0, 0]
      }
    }
    let index = bytes.count
    bytes += littleEndian(UInt16(4 + 2 * offsets.count)) + littleEndian(UInt16(4 + content.count))
    bytes += offsets.flatMap { littleEndian($0) }
    let place = bytes.count
    bytes += littleEndian(Int32(place - index)) + content
    for (offset, value) in references {
      let target = append(value)
      refer(from: place + offset, to: target)
    }
    return place
  }

  private mutating func append(_ value: FlatValue) -> Int {
    let place = bytes.count
    switch value {
    case .bytes(let own): bytes += own
    case .text(let text): bytes += littleEndian(UInt32(text.utf8.count)) + Array(text.utf8)
    case .list(let count, let elements): bytes += littleEndian(UInt32(count)) + elements
    case .table(let fields): return append(table: fields)
    case .tables(let tables):
      bytes += littleEndian(UInt32(tables.count))
      bytes += [UInt8](repeating: 0, count: 4 * tables.count)
      for (number, fields) in tables.enumerated() {
        let target = append(table: fields)
        refer(from: place + 4 + 4 * number, to: target)
      }
    }
    return place
  }

  private mutating func refer(from place: Int, to target: Int) {
    bytes.replaceSubrange(place..<place + 4, with: littleEndian(UInt32(target - place)))
  }
}
