// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import Dataset
import Records
import RuleEngine
import Tables
import Workflows

/// How to read input files.
struct InputOptions: ParsableArguments {
  @Option(
    name: .customLong("prompt-column"),
    help: "The column that holds the prompts; without it prompt.")
  var givenPromptColumn: String?

  @Option(
    name: .customLong("completion-column"),
    help: "The column that holds the completions; without it completion.")
  var givenCompletionColumn: String?

  @Option(
    help: ArgumentHelp(
      "Makes the prompt of several columns, such as '{instruction}\\n\\n{input}'; a column that is "
        + "blank in a row is left out with the words before it.", valueName: "template"),
    transform: { try PromptTemplate(RuleOptions.unescaped($0)) })
  var promptTemplate: PromptTemplate?

  @Flag(
    help: "The first row of the table is a row and no header: columns are called 1, 2 and so on.")
  var noHeader = false

  @Option(
    help: "The line of the header, counted from 1; titles and the like above it are left out.",
    transform: { text in
      guard let line = Int(text), line > 0 else {
        throw ValidationError("--header-line takes a line from 1 on, not '\(text)'")
      }
      return line
    })
  var headerLine: Int?

  @Option(help: "The sheet of a workbook; without it the one that is shown when it is opened.")
  var sheet: String?

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
  var inputFormat: TableFormat?

  @Option(
    help: "How a text file writes characters; without it UTF-8, or UTF-16 by its mark.",
    transform: { name in
      guard let encoding = TextEncoding(name: name) else {
        let known = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("the encoding `\(name)` is not known; known are \(known)")
      }
      return encoding
    })
  var encoding: TextEncoding = .utf8

  var promptColumn: String { names.prompt }
  var completionColumn: String { names.completion }
  var names: ColumnNames {
    ColumnNames(prompt: givenPromptColumn, completion: givenCompletionColumn)
  }

  /// How files are read.
  var reading: TableSource.Options {
    var options = TableSource.Options(format: inputFormat, sheet: sheet, encoding: encoding)
    options.hasHeader = !noHeader
    options.headerLine = headerLine
    return options
  }

  /// How files are read, with prompts that the template makes where one is given.
  var templated: TableSource.Options {
    var options = reading
    options.template = promptTemplate.map {
      RowTemplate($0, prompt: promptColumn, completion: completionColumn)
    }
    return options
  }

  func validate() throws {
    if noHeader && headerLine != nil {
      throw ValidationError("--no-header and --header-line contradict each other")
    }
  }

  func source(_ path: String) throws(AssayError) -> TableSource {
    try TableSource(path: path, options: templated)
  }

  /// How files of prompts and completions are read.
  var rows: RowReading {
    var rows = RowReading()
    rows.options = reading
    rows.promptColumn = givenPromptColumn
    rows.completionColumn = givenCompletionColumn
    rows.promptTemplate = promptTemplate
    return rows
  }

  /// A command for a file that is read so.
  func command(_ words: [String], _ file: String) -> String {
    var options = CheckOptions()
    add(to: &options)
    return options.command(words, file)
  }

  /// Adds what was asked for.
  func add(to options: inout CheckOptions) {
    options.reading = reading
    options.promptColumn = givenPromptColumn
    options.completionColumn = givenCompletionColumn
    options.promptTemplate = promptTemplate?.text
  }
}
