// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import Tokenizer

/// Which tokenizer a command counts with.
struct TokenizerOptions: ParsableArguments {
  @Option(
    help: "gpt2, or a Hugging Face model folder (or its tokenizer.json) to take the tokenizer from."
  )
  var tokenizer = "gpt2"

  /// Reads the chosen tokenizer.
  func load() throws(AssayError) -> GPT2Tokenizer {
    tokenizer == "gpt2" ? .gpt2 : try GPT2Tokenizer(path: tokenizer)
  }
}
