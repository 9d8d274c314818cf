// SPDX-License-Identifier: Apache-2.0

import Columnar

/// Writes the values of a column as JSON.
struct ValueWriter {
  let column: String
  let type: PhysicalType
  let logical: LogicalType
  /// Takes the column where its bytes are no text.
  var encoded = EncodedColumns()
  /// Decimal numbers have at most as many.
  private static let decimalBytes = 64

  /// Writes the value at `place`, which is null where the file has no number for it, as for NaN.
  func write(_ values: RawValues, at place: Int, to out: inout [UInt8]) throws(ParquetFault) {
    guard place < values.count else { throw .damaged("the column '\(column)' has too few values") }
    switch values {
    case .booleans(let values): out += (values[place] ? "true" : "false").utf8
    case .integers(let values): write(integer: values[place], to: &out)
    case .floats(let values): ColumnarText.write(number: values[place], to: &out)
    case .doubles(let values): ColumnarText.write(number: values[place], to: &out)
    case .bytes(let storage, let ranges): try write(bytes: storage[ranges[place]], to: &out)
    }
  }

  private func write(integer value: Int64, to out: inout [UInt8]) {
    switch logical {
    case .date:
      ColumnarText.write(text: CivilTime.date(Int64(Int32(truncatingIfNeeded: value))), to: &out)
    case .time(let unit): ColumnarText.write(text: CivilTime.time(value, unit), to: &out)
    case .timestamp(let unit, let isUTC):
      ColumnarText.write(text: CivilTime.timestamp(value, unit, isUTC: isUTC), to: &out)
    case .decimal(let scale): out += DecimalText.text(value, scale: scale).utf8
    case .unsigned(let bits) where bits == 64: out += String(UInt64(bitPattern: value)).utf8
    case .unsigned where type == .int32: out += String(UInt32(truncatingIfNeeded: value)).utf8
    default: out += String(value).utf8
    }
  }

  private func write(bytes: ArraySlice<UInt8>, to out: inout [UInt8]) throws(ParquetFault) {
    switch logical {
    case .text:
      try ColumnarText.write(utf8: bytes, column: column, to: &out)
    case .decimal(let scale) where bytes.count <= Self.decimalBytes:
      out += DecimalText.text(bytes, scale: scale).utf8
    case .uuid where bytes.count == 16: ColumnarText.write(text: UUIDText.text(bytes), to: &out)
    case .float16 where bytes.count == 2:
      let bits = bytes.reversed().reduce(UInt16(0)) { $0 << 8 | UInt16($1) }
      ColumnarText.write(number: Float(Float16(bitPattern: bits)), to: &out)
    default: writePlain(bytes, to: &out)
    }
  }

  private func writePlain(_ bytes: ArraySlice<UInt8>, to out: inout [UInt8]) {
    if type == .int96, bytes.count == 12 {
      ColumnarText.write(text: Self.moment(bytes), to: &out)
    } else {
      ColumnarText.write(bytes: bytes, column: column, noting: encoded, to: &out)
    }
  }

  /// Old moments: nanoseconds of a day, and the day by Julius Scaliger's count.
  private static func moment(_ bytes: ArraySlice<UInt8>) -> String {
    let number: (ArraySlice<UInt8>) -> UInt64 = { $0.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
    let inDay = Int64(bitPattern: number(bytes.prefix(8)))
    let day = Int64(number(bytes.suffix(4))) - 2_440_588
    return "\(CivilTime.date(day))T\(CivilTime.time(inDay, .nanoseconds))"
  }
}
