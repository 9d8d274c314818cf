// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Dataset
package import Records

/// Shows what fixes would change, row by row, in the manner of a unified diff.
package struct RowDiff: Sendable {
  private let stream: RecordStream
  private let plan: FixPlan

  package init(_ source: any RowSource, names: ColumnNames, plan: FixPlan, threads: Int) {
    stream = RecordStream(source, names: names, threads: threads)
    self.plan = plan
  }

  /// Calls `body` with the changes of batch after batch.
  package func forEachBatch(_ body: (String) throws(AssayError) -> Void) throws(AssayError) {
    let plan = plan
    let source = stream.source
    try stream.mapInOrder { batch in
      var out: [UInt8] = []
      plan.visit(batch) { record, edited in
        if !edited.isUnchanged(from: record) {
          Self.write(edited, of: record, from: source, to: &out)
        }
      }
      return out
    } consume: { bytes throws(AssayError) in
      if !bytes.isEmpty { try body(String(decoding: bytes, as: UTF8.self)) }
    }
  }

  private static func write(
    _ edited: borrowing EditableRecord, of record: Record, from source: any RowSource,
    to out: inout [UInt8]
  ) {
    let codes = edited.codes.joined(separator: " ")
    let origin = source.origin(of: record.number)
    let file = origin.map { "\($0.file), " } ?? ""
    let row = (origin?.row ?? record.number) + 1
    out.append(contentsOf: "@@ \(file)row \(row), line \(record.line): \(codes) @@\n-".utf8)
    edited.original(record).writeLine(to: &out)
    guard !edited.isDropped else { return }
    out.append(UInt8(ascii: "+"))
    edited.writeLine(to: &out)
  }
}
