// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import RuleEngine

/// `assay fix`: applies fixes and writes the result beside the input.
struct FixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix",
    abstract: "Repairs training data and writes it as JSONL, split when it is a classification.",
    discussion: """
      Examples:
        assay fix train.csv
        assay fix train.csv --prompt-column text --completion-column category --number-classes --yes
        assay fix test.csv --labels train_prepared_labels.json --no-split --yes
        assay fix train.jsonl --diff

      On a terminal each fix is asked for unless --yes is given; elsewhere the safe ones are made.
      The input is never changed.
      """)

  @Argument(help: "The file to repair.", completion: .file())
  var file: String

  @OptionGroup var fixOptions: FixOptions
  @OptionGroup var splitOptions: SplitOptions
  @OptionGroup var labelOptions: LabelOptions
  @OptionGroup var inputOptions: InputOptions
  @OptionGroup var configurationOptions: ConfigurationOptions
  @OptionGroup var ruleOptions: RuleOptions
  @OptionGroup var tokenizerOptions: TokenizerOptions
  @OptionGroup var outputOptions: OutputOptions

  func validate() throws {
    if file == "-" && fixOptions.output == nil && !fixOptions.diff && !fixOptions.dryRun {
      throw ValidationError("with standard input, name the result with --output")
    }
  }

  func run() throws {
    if fixOptions.profile == .openai {
      return try OriginalPreparation.run(
        file: file, acceptsAll: fixOptions.yes, options: outputOptions)
    }
    try FixRun(self).run()
  }
}
