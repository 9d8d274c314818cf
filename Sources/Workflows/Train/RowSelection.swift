// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import ChatTemplates
package import Tables
package import Tokenizer
package import Training

/// Which columns of the files are the rows to learn from, and how the files are read.
package struct RowSelection: Codable, Sendable, Equatable {
  package var promptColumn = "prompt"
  package var completionColumn = "completion"
  /// Makes prompts of several columns, such as `{instruction}: {input}`.
  package var promptTemplate: String?
  /// The columns of the raw file that the training file was made of: new rows are looked for in them.
  /// Nil where the training file is the raw one.
  package var origin: Origin?
  /// The format whatever the name says.
  package var format: TableFormat?
  /// The sheet of a workbook; nil is the first.
  package var sheet: String?
  package var encoding = TextEncoding.utf8
  /// Whether the first row of a table is a row like all others; nil as false.
  package var lacksHeader: Bool?
  /// The line of the header; nil: the first that is not blank.
  package var headerLine: Int?
  /// What to do with rows that have more tokens than the model has positions.
  package var lengthPolicy = LengthPolicy.error
  /// What writes rows of messages as text: a file or folder with a chat template; nil is that of the
  /// model, else a plain one.
  package var chatTemplate: String?
  /// Nil is the usual one for the objective.
  package var truncationSide: TruncationSide?

  /// Where a raw file has its prompts and completions.
  package struct Origin: Codable, Sendable, Equatable {
    package var promptColumn: String
    package var completionColumn: String
    package var promptTemplate: String?

    package init(promptColumn: String, completionColumn: String, promptTemplate: String?) {
      self.promptColumn = promptColumn
      self.completionColumn = completionColumn
      self.promptTemplate = promptTemplate
    }
  }

  package init() {}

  func source(_ path: String) throws(AssayError) -> TableSource {
    var options = reading
    options.template = try promptTemplate.map { text throws(AssayError) in
      RowTemplate(try PromptTemplate(text), prompt: promptColumn, completion: completionColumn)
    }
    return try TableSource(path: path, options: options)
  }

  /// How the files are read, but for the template.
  var reading: TableSource.Options {
    var options = TableSource.Options(format: format, sheet: sheet, encoding: encoding)
    options.hasHeader = lacksHeader != true
    options.headerLine = headerLine
    return options
  }

  /// A reader of prompts and completions for a model of so many positions.
  package func reader(positions: Int, tokenizer: TextTokenizer) -> ExampleReader {
    var reader = ExampleReader(
      promptColumn: promptColumn, completionColumn: completionColumn, maximumTokens: positions,
      lengthPolicy: lengthPolicy, encode: tokenizer.encode)
    reader.truncationSide = truncationSide
    return reader
  }

  /// What writes rows of messages as text for a model.
  /// - Parameter folder: that of the model; nil for random weights.
  package func template(
    forModelIn folder: String?, tokenizer: TextTokenizer
  ) throws(AssayError) -> ChatTemplate {
    try .chosen(
      chatTemplate, modelFolder: folder, endToken: tokenizer.name(of: tokenizer.endOfText))
  }

  /// A reader of corpora.
  func corpusReader(_ cut: CorpusCut, tokenizer: TextTokenizer) -> CorpusReader {
    CorpusReader(
      promptColumn: promptColumn, completionColumn: completionColumn, cut: cut,
      endOfText: tokenizer.endOfText, encode: tokenizer.encode)
  }
}

extension TextEncoding: Codable {}
