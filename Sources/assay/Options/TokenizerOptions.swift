// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import Tokenizer

/// Which tokenizer a command counts with.
struct TokenizerOptions: ParsableArguments {
  @Option(
    name: .customLong("tokenizer"),
    help: "gpt2, or a Hugging Face model folder (or its tokenizer.json) to take the tokenizer from."
  )
  var given: String?

  /// Reads the chosen tokenizer.
  func load() throws(AssayError) -> GPT2Tokenizer {
    try .named(given ?? GPT2Tokenizer.carriedName)
  }
}
