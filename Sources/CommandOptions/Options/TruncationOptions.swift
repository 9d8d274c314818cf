// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import Training

/// What happens to prompts that are longer than the model's positions.
package struct TruncationOptions: ParsableArguments {
  package init() {}

  @Option(
    help: """
      From which side a prompt that is too long loses tokens: left or right. Without it as in training; \
      else right for a classification head, as in transformers, and left for completions.
      """)
  package var truncationSide: TruncationSide?
}

extension TruncationSide: ExpressibleByArgument {}
