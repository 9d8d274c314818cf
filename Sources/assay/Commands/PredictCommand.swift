// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import Platform
import Workflows

/// `assay predict`: labels new texts by a fine-tuned classifier.
struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Labels new texts with a fine-tuned classifier.",
    discussion: """
      Each text is prepared as the model was trained to read it: columns, separator and labels come \
      from the model's record. The result has the columns of the input and label, probability (of the \
      likeliest class) and margin (how far it is ahead of the second). With --threshold, rows under it \
      get no label; unsure says so, and likeliest has the class all the same. Blank rows get no label.

      Examples:
        assay predict -m runs/mails --text "Where is my money?"
        assay predict -m runs/mails new.csv -o labeled.csv
        assay predict -m runs/mails new.xlsx --prompt-column text -o labeled.xlsx
        assay predict -m runs/mails new.jsonl --threshold 0.8 > labeled.jsonl
      """)

  @Option(name: .shortAndLong, help: "A model of the store, or a Hugging Face directory.")
  var model: String

  @Argument(help: "The file with the new rows; - is standard input.", completion: .file())
  var file: String?

  @Option(help: "A text to label, instead of a file; may be repeated.")
  var text: [String] = []

  @Option(
    name: .shortAndLong,
    help: "Write here instead of to standard output; the name's ending chooses the form.",
    completion: .file())
  var output: String?

  @Option(
    help: """
      The form of the result: csv, tsv, jsonl, json, xlsx or text; without it that of --output, on \
      standard output that of the input, for --text and on a terminal text.
      """)
  var format: ResultForm?

  @Option(help: "Give no label where the likeliest class is less probable, from 0 to 1.")
  var threshold: Double?

  @OptionGroup var replacing: ReplacingOptions
  @OptionGroup var pulling: PullOptions
  @OptionGroup var computing: ComputeOptions
  @OptionGroup(title: "Rows") var input: InputOptions
  @OptionGroup(title: "Rows") var truncation: TruncationOptions
  @OptionGroup var outputOptions: OutputOptions

  func validate() throws {
    guard text.isEmpty != (file == nil) else {
      throw ValidationError("give a file with texts, or texts with --text")
    }
    if let threshold, !(0...1).contains(threshold) {
      throw ValidationError("--threshold must be from 0 to 1")
    }
    guard input.givenCompletionColumn == nil else {
      throw ValidationError(
        "rows to label need no completions; assay eval measures a model on rows that have them")
    }
    if let output, output != "-", format == nil, ResultForm(path: output) == nil {
      throw ValidationError(
        "the name '\(output)' says no form; end it in .csv, .jsonl, .json or .xlsx, or give --format"
      )
    }
    if format == .xlsx, isStandardOutput, Terminal.outputIsTerminal {
      throw ValidationError("a workbook is not for the terminal; name a file with --output")
    }
  }

  func run() throws {
    try replacing.require([output], apartFrom: [file], models: [model])
    try pulling.fetch(model, outputOptions)
    let progress = EvaluateProgress(outputOptions, evaluating: "labeling")
    defer { progress.finish() }
    let predicting = try Predicting(request, events: progress.event)
    let columns = ResultColumns(
      beside: predicting.columns.map(\.name), hasThreshold: threshold != nil)
    let printer = PredictPrinter(predicting.classes, outputOptions)
    for (wanted, name) in columns.renamed { printer.tell(renamed: wanted, to: name) }
    let form = form(of: predicting)
    if text.count == 1, form == .text || form == .json {
      let summary = try predicting.perform { row throws(AssayError) in
        try write(Array(printer.single(row, as: form, columns: columns).utf8))
      }
      return printer.tell(summary, threshold: threshold, file: nil)
    }
    let file =
      try isStandardOutput
      ? nil
      : output.map { path throws(AssayError) in
        try AtomicFile(path: path)
      }
    let writer = LabeledRowsWriter(form, of: predicting, columns: columns) {
      bytes throws(AssayError) in
      if let file { try file.write(bytes) } else { Terminal.printResult(bytes) }
    }
    let summary = try predicting.perform { row throws(AssayError) in try writer.write(row) }
    try writer.finish()
    try file?.commit()
    progress.finish()
    printer.tell(summary, threshold: threshold, file: file == nil ? nil : output)
  }

  private var isStandardOutput: Bool { output == nil || output == "-" }

  private func write(_ bytes: [UInt8]) throws(AssayError) {
    guard let output, output != "-" else { return Terminal.printResult(bytes) }
    try AtomicFile.write(bytes, to: output)
  }

  private func form(of predicting: Predicting) -> ResultForm {
    if let format { return format }
    if let output, output != "-", let form = ResultForm(path: output) { return form }
    guard let format = predicting.format, !Terminal.outputIsTerminal else { return .text }
    return ResultForm(rowsOf: format)
  }

  private var request: PredictRequest {
    var request = PredictRequest(file.map { .file($0) } ?? .texts(text), model: model)
    request.reading = input.rows
    request.reading.truncationSide = truncation.truncationSide
    request.computing = computing.request
    request.threshold = threshold
    return request
  }
}

extension ResultForm: ExpressibleByArgument {}
