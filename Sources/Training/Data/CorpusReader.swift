// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset
package import Tables

/// Reads a corpus as one long run of tokens, with the end-of-text token between documents, cut into
/// blocks. A text file is one document; in other formats each row is one, its prompt and completion
/// joined. The last block may be shorter.
package struct CorpusReader {
  private let names: ColumnNames
  private let blockSize: Int
  private let endOfText: Int32
  private let encode: (String) -> [Int32]

  /// - Parameter blockSize: tokens a block, at least 2.
  package init(
    promptColumn: String? = nil, completionColumn: String? = nil, blockSize: Int,
    endOfText: Int32, encode: @escaping (String) -> [Int32]
  ) {
    names = ColumnNames(prompt: promptColumn, completion: completionColumn)
    self.blockSize = blockSize
    self.endOfText = endOfText
    self.encode = encode
  }

  /// Reads the whole file.
  /// - Throws: `AssayError` where the file cannot be read, lacks the column of completions or holds
  ///   fewer than two tokens.
  package func read(_ source: TableSource) throws(AssayError) -> TrainingData {
    var builder = TrainingData.Builder(path: source.path)
    var rest: [Int32] = []
    func add(_ document: String) {
      guard !document.isEmpty else { return }
      if builder.hasBlocks || !rest.isEmpty { rest.append(endOfText) }
      rest += encode(document)
      let whole = rest.count / blockSize * blockSize
      for start in stride(from: 0, to: whole, by: blockSize) {
        builder.append(block: Array(rest[start..<start + blockSize]))
      }
      rest.removeFirst(whole)
    }
    try forEachDocument(of: source, add)
    // A single token that is left has nothing before it.
    if rest.count > 1 { builder.append(block: rest) }
    return try builder.finish()
  }

  private func forEachDocument(
    of source: TableSource, _ body: (String) -> Void
  ) throws(AssayError) {
    var lines: [String] = []
    let names = names.read(from: source.format)
    var reader = try source.open()
    while let batch = try reader.next() {
      let columns = try ExampleColumns.Pair(batch, names: names, of: source.format)
      for index in 0..<batch.count {
        let row = batch[index]
        if source.format == .txt {
          lines.append(row.text(columns.completion))
        } else {
          body((columns.prompt.map { row.text($0) } ?? "") + row.text(columns.completion))
        }
      }
    }
    // Tokens may reach over the ends of lines, so the text is taken as a whole.
    if !lines.isEmpty { body(lines.joined(separator: "\n") + "\n") }
  }
}
