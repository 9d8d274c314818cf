// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Workflows

/// How files are read and by which rules they are checked; shared by `lint` and `fix`.
struct CheckingOptions: ParsableArguments {
  @OptionGroup var input: InputOptions
  @OptionGroup var configuration: ConfigurationOptions
  @OptionGroup var rules: RuleOptions
  @OptionGroup var tokenizer: TokenizerOptions

  var options: CheckOptions {
    var options = CheckOptions()
    input.add(to: &options)
    configuration.add(to: &options)
    rules.add(to: &options)
    options.tokenizer = tokenizer.given
    return options
  }
}
