// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Columnar

/// The rows of a Parquet file as JSON objects, one after the other. A page of each column is in memory
/// at a time.
package final class ParquetRows: ColumnarRows {
  /// What such a file starts with.
  package static let magic = Array("PAR1".utf8)

  package let encoded = EncodedColumns()
  private let file: String
  private let source: FileBytes
  private let footer: Footer
  private let leaves: [SchemaNode]
  private var group = 0
  private var remaining = 0
  private var writer: RowWriter?
  private var row = 0

  /// - Parameter read: fills the start of a buffer with what stands at a place of the file, and gives the
  ///   number of bytes; 0 at the end.
  /// - Throws: `AssayError` where the file is damaged, or uses what cannot be read.
  package init(
    file: String, byteCount: Int,
    read: @escaping PlaceReading
  ) throws(AssayError) {
    self.file = file
    source = FileBytes(format: "Parquet", count: byteCount, read: read)
    do throws(ParquetFault) {
      footer = try Footer(source)
    } catch {
      throw Self.error(error, at: Location(file: file))
    }
    leaves = footer.columns.flatMap(Self.leaves)
  }

  /// Adds the next row as an object of JSON.
  /// - Returns: false behind the last row.
  package func write(to out: inout [UInt8]) throws(AssayError) -> Bool {
    do throws(ParquetFault) {
      while remaining == 0 {
        guard group < footer.groups.count else { return false }
        try open(footer.groups[group])
        group += 1
      }
      try writer?.write(to: &out)
    } catch {
      throw Self.error(error, at: Location(file: file, row: row))
    }
    remaining -= 1
    row += 1
    return true
  }

  private func open(_ group: ThriftValue) throws(ParquetFault) {
    remaining = try group[3].needed("number of rows")
    let chunks = group[1]?.list ?? []
    guard remaining >= 0, chunks.count == leaves.count else {
      throw .damaged(
        "a group of rows has \(chunks.count) columns, where \(leaves.count) are needed")
    }
    guard remaining > 0 else { return }
    var readers: [ColumnReader] = []
    for (chunk, node) in zip(chunks, leaves) {
      guard let leaf = node.leaf else { continue }
      let place = try ColumnChunk(chunk, fileSize: source.count)
      readers.append(
        try ColumnReader(place, node: node, leaf: leaf, source: source, encoded: encoded))
    }
    writer = RowWriter(footer.columns, readers)
  }

  private static func leaves(_ node: SchemaNode) -> [SchemaNode] {
    node.leaf != nil ? [node] : node.children.flatMap(leaves)
  }

  private static func error(_ fault: ParquetFault, at place: Location) -> AssayError {
    AssayError(fault.message, at: place, remedy: fault.remedy, code: .wrongFormat)
  }
}
