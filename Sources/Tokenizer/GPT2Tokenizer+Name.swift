// SPDX-License-Identifier: Apache-2.0

package import AssayCore

extension GPT2Tokenizer {
  /// The name of the tokenizer inside the binary.
  package static let carriedName = "gpt2"

  /// The tokenizer inside the binary by its name, or that of a Hugging Face folder.
  /// - Throws: `AssayError` when there is none.
  package static func named(_ name: String) throws(AssayError) -> GPT2Tokenizer {
    name == carriedName ? .gpt2 : try GPT2Tokenizer(path: name)
  }
}
