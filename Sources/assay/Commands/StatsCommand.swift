// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Evaluation
import Platform
import Providers
import Tokenizer
import Workflows

/// `assay stats`: how long the rows are, which classes they have, what training on them takes.
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Counts tokens, lengths and classes of a file.",
    discussion: """
      Token counts are exact for the tokenizer that counts. `assay lint` says what is wrong; this says what is there.

      Examples:
        assay stats train_prepared.jsonl
        assay stats reviews.csv --prompt-column text --completion-column label \\
          --format html -o data.html
        assay stats train.jsonl --model gpt-4o-mini
        assay stats shards/ --as-one
        assay stats data-set/ --data-split train
        # what a fine-tune would cost, at another price than the known one
        assay stats train.jsonl --epochs 3 --price-per-million 8
      """)

  @Argument(
    help: ArgumentHelp(
      "The file, or with --as-one the files of a data set; - is standard input.",
      valueName: "file"))
  var files: [String]

  @OptionGroup var joinOptions: JoinOptions

  @Option(help: "Count the rows with more tokens than this; without it, than --model takes.")
  var maxTokens: Int?

  @Option(help: "The model that will be trained; its tokenizer counts, and its price.")
  var model: String?

  @Option(help: "Passes over the file that a fine-tune makes.")
  var epochs = 4

  @Option(
    help: ArgumentHelp(
      "The price of training on a million tokens, in any currency; without it, that of --model."))
  var pricePerMillion: Double?

  @OptionGroup var folderOptions: HubFolderOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var tokenizer: TokenizerOptions
  @OptionGroup var reporting: ReportOptions
  @OptionGroup var outputOptions: OutputOptions

  func validate() throws {
    try joinOptions.requireOne(files)
    guard epochs > 0, maxTokens ?? 1 > 0 else {
      throw ValidationError("--epochs and --max-tokens must be at least 1.")
    }
    guard pricePerMillion.map({ $0.isFinite && $0 >= 0 }) ?? true else {
      throw ValidationError("--price-per-million must not be negative.")
    }
  }

  /// The tokens that the model takes in an example.
  private func knownLimit() throws -> Int? {
    try model.flatMap { try ProviderCatalog.carried().figure(\.exampleTokens, of: $0) }?.figure
      .value
  }

  private func plan() throws -> DatasetStatistics.Plan {
    guard pricePerMillion == nil, let model,
      let known = try ProviderCatalog.carried().figure(\.trainingPrice, of: model)?.figure
    else { return .init(epochs: epochs, price: pricePerMillion) }
    return .init(
      epochs: epochs, price: known.value,
      priceSource: "\(known.source.text), read \(known.source.read)")
  }

  func run() throws {
    let data = try joinOptions.file(files, folderOptions, options: CheckOptions())
    try reporting.replacing.require([reporting.output], apartFrom: data.paths)
    let counter = try tokenizer.load(model: model)
    let statistics = try DatasetStatistics(
      input.source(data), promptColumn: input.promptColumn,
      completionColumn: input.completionColumn, limit: try maxTokens ?? knownLimit()
    ) { counter.count($0) }
    for doubt in try ReadingDoubts.sentences(statistics.notes) {
      outputOptions.say("warning: \(VisibleText.escaped(doubt))")
    }
    try reporting.write(
      statistics.report(try plan()),
      colored: outputOptions.colored)
    if reporting.format == .text, data.paths.count == 1, data.path != "-" {
      outputOptions.advise(input.command(["lint"], data.path))
    }
  }
}
