// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import ChatTemplates
import CommandOptions
import Console
import JSON
import LossView
import Platform
import Reports
import Tokenizer

/// `assay xray`: what a trainer learns of each conversation, token by token.
struct XrayCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, html
  }

  static let configuration = CommandConfiguration(
    commandName: "xray",
    abstract: "Shows which tokens of conversations are trained, masked or cut.",
    discussion: """
      The tokenizer's chat template writes each row of messages as text; the trainer's own rule says what is learned. \
      Rows from which nothing is learned end the command with status 1.

      Examples:
        assay xray talks.jsonl --tokenizer runs/talks
        assay xray talks.jsonl --tokenizer qwen3 --trainer trl --max-length 1024
        assay xray talks.jsonl --tokenizer llama --trainer axolotl --format html \\
          -o loss.html
      """)

  @Argument(help: "A file with a column `messages`; - is standard input.")
  var file: String

  @Option(help: "Whose rule counts: trl, axolotl, openai or assay.")
  var trainer = LossTrainer.assay

  @Option(help: "The most tokens of a row; without it 1024 for trl, else no limit.")
  var maxLength: Int?

  @Option(
    help: """
      The chat template: a .jinja file, a tokenizer_config.json or a folder; without it the one beside the \
      tokenizer, else a plain one.
      """)
  var chatTemplate: String?

  @Option(help: "Show so many rows, from the first; 0 tells of all rows together alone.")
  var rows = 5

  @Option(help: "The form of the result.")
  var format = Format.text

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write it to a file instead of standard output.", valueName: "file"))
  var output: String?

  @OptionGroup var input: InputOptions
  @OptionGroup var tokenizer: TokenizerOptions
  @OptionGroup var replacing: ReplacingOptions
  @OptionGroup var outputOptions: OutputOptions

  func validate() throws {
    guard maxLength ?? 1 > 0, rows >= 0 else {
      throw ValidationError("--max-length must be at least 1, --rows at least 0.")
    }
  }

  func run() throws {
    try replacing.require([output], apartFrom: [file, chatTemplate])
    let reader = try reader()
    var summary = LossSummary()
    var shown: [RowView] = []
    try reader.read(try input.source(file)) { row throws(AssayError) in
      summary.add(row)
      if shown.count < rows { shown.append(row) }
    }
    try write(summary, shown)
    for line in summary.lines(of: file) { outputOptions.say(VisibleText.escaped(line)) }
    outputOptions.say("\(file): \(summary.sentence)")
    if summary.hasErrors { throw ExitStatus.findings }
  }

  private func reader() throws(AssayError) -> LossReader {
    let own = try tokenizer.load()
    let end = own.endOfText < 0 ? "" : own.name(of: own.endOfText)
    let template = try ChatTemplate.chosen(
      chatTemplate, modelFolder: modelFolder, endToken: end)
    return try LossReader(template, own, trainer: trainer, maximumLength: maxLength)
  }

  /// The folder that the tokenizer is in; nil for one that the binary carries.
  private var modelFolder: String? {
    guard let path = tokenizer.given, Files.exists(path) else { return nil }
    return Files.isFolder(path) ? path : Files.folder(of: path)
  }

  private func write(_ summary: LossSummary, _ shown: [RowView]) throws(AssayError) {
    let text: String
    switch format {
    case .text:
      let isPlain = output.map { $0 != "-" } ?? false
      let printer = LossText(
        colored: outputOptions.colored && !isPlain, width: isPlain ? 100 : Terminal.width)
      let start = shown.isEmpty ? "" : printer.legend
      text = start + shown.map { "\n" + printer.text(of: $0) }.joined()
    case .json:
      let rows = shown.map(LossJSON.value(of:))
      text = LossJSON.value(of: summary, file: file, rows: rows).indented
    case .html:
      text = LossPage(file: file, summary, rows: shown).text(
        origin: try .ofThisCommand(file == "-" ? [] : [file]))
    }
    guard let output, output != "-" else { return Terminal.printResult(text) }
    try AtomicFile.write(text.utf8, to: output)
  }
}

extension LossTrainer: ExpressibleByArgument {}
