// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Columnar

/// The rows of an Arrow file or stream (Feather is such a file) as JSON objects, one after the other. A
/// batch of rows is in memory at a time, and the dictionaries.
package final class ArrowRows: ColumnarRows {
  package let encoded = EncodedColumns()
  private let file: String
  private var messages: ArrowMessages
  private let columns: [ArrowField]
  /// The fields of the values of dictionaries, and the parts of them that were read.
  private let fields: [Int64: ArrowField]
  private var dictionaries: [Int64: [ArrowColumn]] = [:]
  private var batch: [ArrowColumn] = []
  private let text: ArrowRowText
  private var remaining = 0
  private var placeInBatch = 0
  private var row = 0

  /// Whether bytes are the start of an Arrow file, or of a stream: a mark, and the size of the first
  /// message.
  package static func areFirst(_ magic: some Collection<UInt8>) -> Bool {
    if magic.starts(with: ArrowMessages.mark) { return true }
    let start = Array(magic.prefix(8))
    guard start.count == 8, start.starts(with: ArrowMessages.continuation) else { return false }
    return start[4] % 8 == 0 && start[7] == 0 && start[4...].contains { $0 != 0 }
  }

  /// - Parameters:
  ///   - rowLimit: the bytes that a row may have as JSON.
  ///   - read: fills the start of a buffer with what stands at a place of the file, and gives the number
  ///     of bytes; 0 at the end.
  /// - Throws: `AssayError` where the file is damaged, or uses what cannot be read.
  package init(
    file: String, byteCount: Int, rowLimit: Int,
    read: @escaping PlaceReading
  ) throws(AssayError) {
    self.file = file
    text = ArrowRowText(limit: rowLimit, encoded: encoded)
    do throws(ArrowFault) {
      messages = try ArrowMessages(FileBytes(format: "Arrow", count: byteCount, read: read))
      guard let first = try messages.next(), first.kind == .schema else {
        throw .damaged("it does not start with its columns")
      }
      var reader = ArrowFieldReader(version: first.version)
      columns = try reader.columns(first.header)
      fields = reader.dictionaries
    } catch {
      throw Self.error(error, at: Location(file: file))
    }
  }

  package func write(to out: inout [UInt8]) throws(AssayError) -> Bool {
    do throws(ArrowFault) {
      while remaining == 0 {
        guard try readMessage() else { return false }
      }
      try text.write(batch, row: placeInBatch, to: &out)
    } catch {
      throw Self.error(error, at: Location(file: file, row: row))
    }
    placeInBatch += 1
    remaining -= 1
    row += 1
    return true
  }

  /// - Returns: false at the end.
  private func readMessage() throws(ArrowFault) -> Bool {
    batch = []
    guard let message = try messages.next() else { return false }
    switch message.kind {
    case .batch:
      let layout = try BatchLayout(message.header, body: message.body)
      batch = try BatchColumns.columns(columns, layout, dictionaries: dictionaries)
      remaining = layout.rowCount
      placeInBatch = 0
    case .dictionary: try readDictionary(message)
    case .schema: throw .damaged("it describes its columns twice")
    case .tensor, .sparseTensor: throw .unsupported("tensors")
    }
    return true
  }

  private func readDictionary(_ message: ArrowMessage) throws(ArrowFault) {
    let id = try message.header.integer(0, Int64.self)
    guard let field = fields[id], let table = try message.header.table(1) else {
      throw .damaged("it has a dictionary that no column uses")
    }
    let layout = try BatchLayout(table, body: message.body)
    let part = try BatchColumns.columns([field], layout, dictionaries: dictionaries)
    let isAddition = try message.header.flag(2)
    dictionaries[id] = (isAddition ? dictionaries[id] ?? [] : []) + part
  }

  private static func error(_ fault: ArrowFault, at place: Location) -> AssayError {
    AssayError(fault.message, at: place, remedy: fault.remedy, code: .wrongFormat)
  }
}
