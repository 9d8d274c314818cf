// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import Dispatch
import Tokenizer

/// Which tokenizer a command counts with.
struct TokenizerOptions: ParsableArguments {
  @Option(
    name: .customLong("tokenizer"),
    help: "gpt2, or a Hugging Face model folder (or its tokenizer.json) to take the tokenizer from."
  )
  var given: String?

  /// Reads the chosen tokenizer.
  func load() throws(AssayError) -> GPT2Tokenizer { try Self.load(given ?? "gpt2") }

  /// Makes the tables of the tokenizer inside the binary beside other work, if it is that one.
  static func prepare(_ name: String) {
    guard name == "gpt2" else { return }
    DispatchQueue.global().async { _ = GPT2Tokenizer.gpt2 }
  }

  /// Reads a tokenizer by the name of an option.
  static func load(_ name: String) throws(AssayError) -> GPT2Tokenizer {
    name == "gpt2" ? .gpt2 : try GPT2Tokenizer(path: name)
  }
}
