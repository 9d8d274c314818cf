// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// A reader whose prompts are made by a template. The column that it makes stands first and has the
/// name of the prompts; a column of that name gives way, and those that the template holds are used up.
struct TemplateReader: TableReader {
  private var reader: any TableReader
  private let rows: RowTemplate

  init(_ reader: any TableReader, _ rows: RowTemplate) {
    self.reader = reader
    self.rows = rows
  }

  var notes: [ReadingNote] { reader.notes }

  mutating func next() throws(AssayError) -> RowBatch? {
    guard let batch = try reader.next() else { return nil }
    try requireColumns(batch)
    return made(of: batch)
  }

  /// The names of a template stand in the first rows of a file.
  private func requireColumns(_ batch: RowBatch) throws(AssayError) {
    guard batch.firstRow == 0,
      let missing = rows.template.columns.first(where: { !batch.columns.contains($0) })
    else { return }
    let known = batch.columns.prefix(20).map { "`\($0)`" }.joined(separator: ", ")
    throw AssayError(
      "there is no column `\(missing)`; the columns are \(known)",
      at: Location(file: batch.file), remedy: "Correct --prompt-template", code: .missingColumn)
  }

  private func made(of batch: RowBatch) -> RowBatch {
    let used = rows.template.columns
    let others = batch.columns.indices.filter { column in
      let name = batch.columns[column]
      return name == rows.completion || name != rows.prompt && !used.contains(name)
    }
    var builder = RowBatch.Builder(
      file: batch.file, columns: [rows.prompt] + others.map { batch.columns[$0] },
      firstRow: batch.firstRow)
    for index in 0..<batch.count {
      let row = batch[index]
      let prompt = rows.template.fill(row)
      prompt.text.withUnsafeBufferPointer { builder.append($0, kind: prompt.kind) }
      for column in others {
        row.withUTF8(column) { builder.append($0, kind: row.kind(column)) }
      }
      builder.endRow(line: row.line)
    }
    return builder.finish()
  }
}
