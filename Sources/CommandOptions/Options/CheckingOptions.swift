// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import Workflows

/// How files are read and by which rules they are checked; shared by `lint` and `fix`.
package struct CheckingOptions: ParsableArguments {
  package init() {}

  @OptionGroup package var input: InputOptions
  @OptionGroup package var configuration: ConfigurationOptions
  @OptionGroup package var rules: RuleOptions
  @OptionGroup package var tokenizer: TokenizerOptions

  package var options: CheckOptions {
    var options = CheckOptions()
    input.add(to: &options)
    configuration.add(to: &options)
    rules.add(to: &options)
    options.tokenizer = tokenizer.given
    return options
  }
}
