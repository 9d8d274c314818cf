// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Training

/// What happens to prompts that are longer than the model's positions.
struct TruncationOptions: ParsableArguments {
  @Option(
    help: """
      From which side a prompt that is too long loses tokens: left or right. Without it as in training; \
      else right for a classification head, as in transformers, and left for completions.
      """)
  var truncationSide: TruncationSide?
}

extension TruncationSide: ExpressibleByArgument {}
