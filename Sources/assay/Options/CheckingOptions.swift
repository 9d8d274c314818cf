// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Workflows

/// How files are read and by which rules they are checked; shared by `lint` and `fix`.
struct CheckingOptions: ParsableArguments {
  @OptionGroup var input: InputOptions
  @OptionGroup var configuration: ConfigurationOptions
  @OptionGroup var rules: RuleOptions
  @OptionGroup var tokenizer: TokenizerOptions

  @Option(
    help: ArgumentHelp(
      "Makes the prompt of several columns, such as '{instruction}\\n\\n{input}'; a column that is "
        + "blank in a row is left out with the words before it."))
  var promptTemplate: String?

  var options: CheckOptions {
    var options = CheckOptions()
    input.add(to: &options)
    configuration.add(to: &options)
    rules.add(to: &options)
    options.tokenizer = tokenizer.given
    options.promptTemplate = promptTemplate.map(RuleOptions.unescaped)
    return options
  }
}
