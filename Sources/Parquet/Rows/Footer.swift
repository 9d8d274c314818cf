// SPDX-License-Identifier: Apache-2.0

import Columnar

/// What the end of the file says: the columns, and where the groups of rows stand.
struct Footer {
  let columns: [SchemaNode]
  let groups: [ThriftValue]
  private static let mark = Array("PAR1".utf8)
  private static let encryptedMark = Array("PARE".utf8)

  init(_ source: FileBytes) throws(ParquetFault) {
    let cutShort = ParquetFault("the Parquet file is cut short: it does not end in PAR1")
    guard source.count >= 12 else { throw cutShort }
    let tail = try source.bytes(at: source.count - 8, count: 8)
    let mark = Array(tail[4...])
    guard mark != Self.encryptedMark else { throw .unsupported("encryption") }
    guard mark == Self.mark else { throw cutShort }
    var lengths = ByteCursor(tail)
    let count = Int(try lengths.fixed(UInt32.self))
    guard count <= ParquetLimits.footerBytes, count <= source.count - 12 else {
      throw .damaged("its description has \(count) bytes")
    }
    var reader = ThriftReader(try source.bytes(at: source.count - 8 - count, count: count))
    let facts = try reader.fields()
    columns = try SchemaReader.columns(facts[2]?.list ?? [])
    groups = facts[4]?.list ?? []
  }
}
