// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import AssayCore
package import Dataset
import Records
import RuleEngine
package import Tables
package import Workflows

/// How to read input files.
package struct InputOptions: ParsableArguments {
  package init() {}

  @Option(
    name: .customLong("prompt-column"),
    help: "The column that holds the prompts; without it prompt.")
  package var givenPromptColumn: String?

  @Option(
    name: .customLong("completion-column"),
    help: "The column that holds the completions; without it completion.")
  package var givenCompletionColumn: String?

  @Option(
    help: ArgumentHelp(
      "Makes the prompt of several columns, such as '{instruction}\\n\\n{input}'; a column that is "
        + "blank in a row is left out with the words before it.", valueName: "template"),
    transform: { try PromptTemplate(RuleOptions.unescaped($0)) })
  package var promptTemplate: PromptTemplate?

  @Flag(
    help: "The first row of the table is a row and no header: columns are called 1, 2 and so on.")
  package var noHeader = false

  @Option(
    help: "The line of the header, counted from 1; titles and the like above it are left out.",
    transform: { text in
      guard let line = Int(text), line > 0 else {
        throw ValidationError("--header-line takes a line from 1 on, not '\(text)'")
      }
      return line
    })
  package var headerLine: Int?

  @Option(help: "The sheet of a workbook; without it the one that is shown when it is opened.")
  package var sheet: String?

  @Option(
    help: ArgumentHelp(
      stringLiteral: "The format whatever the name says, of "
        + TableFormat.allCases.map(\.rawValue).joined(separator: ", ") + "."),
    transform: { name in
      guard let format = TableFormat(rawValue: name) else {
        throw ValidationError("the format `\(name)` is not known")
      }
      return format
    })
  package var inputFormat: TableFormat?

  @Option(
    help: "How a text file writes characters; without it UTF-8, or UTF-16 by its mark.",
    transform: { name in
      guard let encoding = TextEncoding(name: name) else {
        let known = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("the encoding `\(name)` is not known; known are \(known)")
      }
      return encoding
    })
  package var encoding: TextEncoding = .utf8

  package var promptColumn: String { names.prompt }
  package var completionColumn: String { names.completion }
  package var names: ColumnNames {
    ColumnNames(prompt: givenPromptColumn, completion: givenCompletionColumn)
  }

  /// How files are read.
  package var reading: TableSource.Options {
    var options = TableSource.Options(format: inputFormat, sheet: sheet, encoding: encoding)
    options.hasHeader = !noHeader
    options.headerLine = headerLine
    return options
  }

  /// How files are read, with prompts that the template makes where one is given.
  package var templated: TableSource.Options {
    var options = reading
    options.template = promptTemplate.map {
      RowTemplate($0, prompt: promptColumn, completion: completionColumn)
    }
    return options
  }

  package func validate() throws {
    if noHeader && headerLine != nil {
      throw ValidationError("--no-header and --header-line contradict each other")
    }
  }

  package func source(_ path: String) throws(AssayError) -> TableSource {
    try TableSource(path: path, options: templated)
  }

  /// The rows of a file, or of several as one.
  package func source(_ file: DataFile) throws(AssayError) -> any TableInput {
    try file.source(templated)
  }

  /// Texts that were given, or those of a file.
  /// - Parameter column: the column of the file that holds them; nil takes prompts, of plain text lines.
  package func texts(_ texts: [String], file: String?, column: String?) -> TextSource {
    var source = TextSource(texts, file: file)
    source.column = column
    source.promptColumn = promptColumn
    source.reading = templated
    return source
  }

  /// How files of prompts and completions are read.
  package var rows: RowReading {
    var rows = RowReading()
    rows.options = reading
    rows.promptColumn = givenPromptColumn
    rows.completionColumn = givenCompletionColumn
    rows.promptTemplate = promptTemplate
    return rows
  }

  /// A command for a file that is read so.
  package func command(_ words: [String], _ file: String) -> String {
    var options = CheckOptions()
    add(to: &options)
    return options.command(words, file)
  }

  /// Adds what was asked for.
  package func add(to options: inout CheckOptions) {
    options.reading = reading
    options.promptColumn = givenPromptColumn
    options.completionColumn = givenCompletionColumn
    options.promptTemplate = promptTemplate?.text
  }
}
