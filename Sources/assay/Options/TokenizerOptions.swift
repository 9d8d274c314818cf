// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import Tokenizer

/// Which tokenizer a command counts with.
struct TokenizerOptions: ParsableArguments {
  @Option(
    name: .customLong("tokenizer"),
    help: """
      gpt2, p50k_base, cl100k_base or o200k_base; a Hugging Face model folder or its tokenizer.json; or a \
      file of ranks as tiktoken has them. Without it, the model's own where it is known, or gpt2.
      """
  )
  var given: String?

  /// Reads the chosen tokenizer.
  func load() throws(AssayError) -> GPT2Tokenizer {
    try .named(given ?? GPT2Tokenizer.carriedName)
  }
}
