// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset
import Evaluation
package import LanguageModel
package import Tables
import Tokenizer

/// Texts for a model: those that were given, or a column of a file.
package struct TextSource: Sendable {
  package var texts: [String] = []
  /// A file with a text in each row; nil where the texts were given.
  package var file: String?
  /// The column of the texts; nil takes prompts, of plain text the lines.
  package var column: String?
  package var promptColumn = Field.prompt.rawValue
  package var reading = TableSource.Options()

  package init(_ texts: [String] = [], file: String? = nil) {
    self.texts = texts
    self.file = file
  }

  /// All texts in their order.
  /// - Parameter warn: gets sentences about what the reader of the file coped with.
  /// - Throws: `AssayError` when the file cannot be read, has no such column or no rows.
  package func read(warn: (String) -> Void) throws(AssayError) -> [String] {
    guard let file else { return texts }
    let source = try TableSource(path: file, options: options)
    let plain = source.format == .txt ? Field.completion.rawValue : promptColumn
    return try TextColumn.read(source, column ?? plain) { notes throws(AssayError) in
      for doubt in try ReadingDoubts.sentences(notes) { warn(doubt) }
    }
  }

  /// How the file is read. Of standard input no name says whether it is a table: unless something was
  /// asked for that only a table has, its lines may be the texts.
  private var options: TableSource.Options {
    var options = reading
    let asksForTable =
      column != nil || promptColumn != Field.prompt.rawValue || reading.template != nil
      || !reading.hasHeader || reading.headerLine != nil
    if !asksForTable { options.textColumn = promptColumn }
    return options
  }

  /// Where a text stands; nil where it was given.
  package func location(ofText index: Int) -> Location? {
    file.map { Location(file: $0, row: index) }
  }
}

extension LoadedModel {
  /// The tokens of a text that a model is to read whole.
  /// - Parameter location: where the text stands.
  /// - Throws: `AssayError` when there are none, or more than the model has positions.
  package func tokens(
    of text: String, at location: Location?
  ) throws(AssayError) -> [Int32] {
    let tokens = tokenizer.encode(text)
    guard !tokens.isEmpty else {
      throw AssayError("the text is empty", at: location, remedy: "Leave it out or fill it")
    }
    let most = model.configuration.positions
    guard tokens.count <= most else {
      throw AssayError(
        "the text has \(tokens.count) tokens, the model has \(most) positions", at: location,
        remedy: "Cut it into parts")
    }
    return tokens
  }
}
