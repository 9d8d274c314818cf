// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Dataset
import Platform
package import Tables

/// A source whose prompts are made by a template. The column that it makes stands first and has the name
/// of the prompts; a column of that name gives way, and those that the template holds are used up.
package struct TemplateSource: RowSource {
  private let source: any RowSource
  private let template: PromptTemplate
  private let names: ColumnNames

  package init(_ source: any RowSource, _ template: PromptTemplate, names: ColumnNames) {
    self.source = source
    self.template = template
    self.names = names
  }

  package var path: String { source.path }
  package var format: TableFormat { source.format }

  package func open() throws(AssayError) -> any TableReader {
    Reader(reader: try source.open(), template: template, names: names)
  }

  private struct Reader: TableReader {
    var reader: any TableReader
    let template: PromptTemplate
    let names: ColumnNames

    var notes: [ReadingNote] { reader.notes }

    mutating func next() throws(AssayError) -> RowBatch? {
      guard let batch = try reader.next() else { return nil }
      try requireColumns(batch)
      return made(of: batch)
    }

    /// The names of a template stand in the first rows of a file.
    private func requireColumns(_ batch: RowBatch) throws(AssayError) {
      guard batch.firstRow == 0,
        let missing = template.columns.first(where: { !batch.columns.contains($0) })
      else { return }
      let known = batch.columns.prefix(20).map { "`\(VisibleText.escaped($0))`" }.joined(
        separator: ", ")
      throw AssayError(
        "there is no column `\(missing)`; the columns are \(known)",
        at: Location(file: batch.file), remedy: "Correct --prompt-template", code: .missingColumn)
    }

    private func made(of batch: RowBatch) -> RowBatch {
      let others = batch.columns.indices.filter { column in
        let name = batch.columns[column]
        return name == names.completion || name != names.prompt && !template.columns.contains(name)
      }
      var builder = RowBatch.Builder(
        file: batch.file, columns: [names.prompt] + others.map { batch.columns[$0] },
        firstRow: batch.firstRow)
      for index in 0..<batch.count {
        let row = batch[index]
        let prompt = template.fill(row)
        prompt.text.withUnsafeBufferPointer { builder.append($0, kind: prompt.kind) }
        for column in others {
          row.withUTF8(column) { builder.append($0, kind: row.kind(column)) }
        }
        builder.endRow(line: row.line)
      }
      return builder.finish()
    }
  }
}
