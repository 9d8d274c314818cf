// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import Tables
package import Training
package import Workflows

/// How prompt/completion rows become examples for a model.
package struct ExampleOptions: ParsableArguments {
  package init() {}

  @OptionGroup package var input: InputOptions

  @Option(
    help: """
      Rows with more tokens than the model has positions: error, truncate (the prompt, by \
      --truncation-side) or drop.
      """)
  package var overLength = LengthPolicy.error

  @Option(
    help: """
      The chat template that writes rows of messages as text: a .jinja file, a tokenizer_config.json or a \
      model folder. Without it the base model's own, else a plain one.
      """)
  package var chatTemplate: String?

  @OptionGroup package var truncation: TruncationOptions

  package var selection: RowSelection {
    var selection = RowSelection()
    selection.promptColumn = input.promptColumn
    selection.completionColumn = input.completionColumn
    selection.promptTemplate = input.promptTemplate?.text
    selection.format = input.inputFormat
    selection.sheet = input.sheet
    selection.lacksHeader = input.noHeader ? true : nil
    selection.headerLine = input.headerLine
    selection.encoding = input.encoding
    selection.lengthPolicy = overLength
    selection.chatTemplate = chatTemplate
    selection.truncationSide = truncation.truncationSide
    return selection
  }
}

extension LengthPolicy: ExpressibleByArgument {}
