// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset
package import Tables

/// Reads a corpus as one long run of tokens, with the end-of-text token between documents, cut into
/// blocks. A text file is one document, as it stands; in other formats each row is one, its prompt and
/// completion joined, or its text where it has neither. The last block may be shorter.
package struct CorpusReader {
  private let names: ColumnNames
  private let cut: CorpusCut
  private let endOfText: Int32
  private let encode: (String) -> [Int32]

  package init(
    promptColumn: String? = nil, completionColumn: String? = nil, cut: CorpusCut,
    endOfText: Int32, encode: @escaping (String) -> [Int32]
  ) {
    names = ColumnNames(prompt: promptColumn, completion: completionColumn)
    self.cut = cut
    self.endOfText = endOfText
    self.encode = encode
  }

  /// Reads the whole file.
  /// - Throws: `AssayError` where the file cannot be read, lacks the column of completions or holds
  ///   no block.
  package func read(_ source: TableSource) throws(AssayError) -> TrainingData {
    var builder = TrainingData.Builder(path: source.path)
    var rest: [Int32] = []
    func add(_ document: String) {
      guard !document.isEmpty else { return }
      if builder.hasBlocks || !rest.isEmpty { rest.append(endOfText) }
      rest += encode(document)
      let whole = rest.count / cut.pieceSize * cut.pieceSize
      for start in stride(from: 0, to: whole, by: cut.pieceSize) {
        append(rest[start..<start + cut.pieceSize], to: &builder)
      }
      rest.removeFirst(whole)
    }
    try forEachDocument(of: source, add)
    if !cut.dropsLast { append(rest[...], to: &builder) }
    guard builder.hasBlocks else { throw noBlock(source.path) }
    return try builder.finish()
  }

  /// Adds a block; of a single token nothing can be learned.
  private func append(_ piece: ArraySlice<Int32>, to builder: inout TrainingData.Builder) {
    let block = Array(piece) + (cut.endsBlocks && !piece.isEmpty ? [endOfText] : [])
    if block.count > 1 { builder.append(block: block) }
  }

  private func noBlock(_ path: String) -> AssayError {
    AssayError(
      "the corpus has fewer tokens than a block", at: Location(file: path),
      remedy: cut.dropsLast
        ? "Give a smaller --block-size, or leave out --drop-last" : "Give a file with more text")
  }

  /// The column of the documents in a file without prompts and completions: `text`, as data sets call it,
  /// or the only one.
  private func textColumn(of batch: RowBatch) -> Int? {
    let columns = batch.columns
    guard names == ColumnNames(),
      Field.allCases.allSatisfy({ names.index(of: $0, in: columns) == nil })
    else { return nil }
    return columns.count == 1 ? 0 : columns.firstIndex { $0.lowercased() == "text" }
  }

  private func forEachDocument(
    of source: TableSource, _ body: (String) -> Void
  ) throws(AssayError) {
    guard source.format != .txt else { return body(try source.wholeText()) }
    var reader = try source.open()
    while let batch = try reader.next() {
      if let text = textColumn(of: batch) {
        for index in 0..<batch.count { body(batch[index].text(text)) }
        continue
      }
      let columns = try ExampleColumns.Pair(batch, names: names, of: source.format)
      for index in 0..<batch.count {
        let row = batch[index]
        body((columns.prompt.map { row.text($0) } ?? "") + row.text(columns.completion))
      }
    }
  }
}
