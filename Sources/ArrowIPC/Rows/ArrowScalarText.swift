// SPDX-License-Identifier: Apache-2.0

import Columnar

/// Writes values without parts as JSON.
enum ArrowScalarText {
  private static let millisecondsOfDay: Int64 = 86_400_000

  static func write(
    _ column: ArrowColumn, at index: Int, noting encoded: EncodedColumns, to out: inout [UInt8]
  ) throws(ArrowFault) {
    let name = column.field.name
    switch column.field.type {
    case .bool: out += (try column.buffers[0].bit(index) ? "true" : "false").utf8
    case .integer, .float, .decimal, .duration: try writeNumber(column, at: index, to: &out)
    case .bytes(let reach, true):
      let bytes = try column.bytes(index, reach)
      try ColumnarText.write(utf8: bytes, column: name, to: &out)
    case .bytes(let reach, false):
      ColumnarText.write(
        bytes: try column.bytes(index, reach), column: name, noting: encoded, to: &out)
    case .fixedBytes(let count):
      ColumnarText.write(
        bytes: try column.buffers[0].bytes(at: index * count, count: count), column: name,
        noting: encoded, to: &out)
    case .uuid:
      let bytes = try column.buffers[0].bytes(at: index * 16, count: 16)
      ColumnarText.write(text: UUIDText.text(bytes), to: &out)
    case .date, .time, .timestamp:
      ColumnarText.write(text: try moment(column, at: index), to: &out)
    default: out += "null".utf8
    }
  }

  private static func writeNumber(
    _ column: ArrowColumn, at index: Int, to out: inout [UInt8]
  ) throws(ArrowFault) {
    let buffer = column.buffers[0]
    switch column.field.type {
    case .integer(64, isSigned: false): out += String(try buffer.integer(index, UInt64.self)).utf8
    case .integer(let bits, let isSigned):
      out += String(try buffer.integer(index, bits: bits, isSigned: isSigned)).utf8
    case .float(16):
      let bits = try buffer.integer(index, UInt16.self)
      ColumnarText.write(number: Float(Float16(bitPattern: bits)), to: &out)
    case .float(32):
      ColumnarText.write(
        number: Float(bitPattern: try buffer.integer(index, UInt32.self)), to: &out)
    case .float:
      ColumnarText.write(
        number: Double(bitPattern: try buffer.integer(index, UInt64.self)), to: &out)
    case .decimal(let count, let scale):
      let bytes = try buffer.bytes(at: index * count, count: count)
      out += DecimalText.text(bytes.reversed(), scale: scale).utf8
    default: out += String(try buffer.integer(index, Int64.self)).utf8
    }
  }

  private static func moment(_ column: ArrowColumn, at index: Int) throws(ArrowFault) -> String {
    let buffer = column.buffers[0]
    switch column.field.type {
    case .date(nil): return CivilTime.date(Int64(try buffer.integer(index, Int32.self)))
    case .date:
      let moment = try buffer.integer(index, Int64.self)
      let (days, rest) = moment.quotientAndRemainder(dividingBy: millisecondsOfDay)
      return CivilTime.date(rest < 0 ? days - 1 : days)
    case .time(let unit, let bits):
      let units = try buffer.integer(index, bits: bits == 32 ? 32 : 64, isSigned: true)
      return CivilTime.time(units, unit)
    case .timestamp(let unit, let isUTC):
      return CivilTime.timestamp(try buffer.integer(index, Int64.self), unit, isUTC: isUTC)
    default: return ""
    }
  }
}
