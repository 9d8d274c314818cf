// SPDX-License-Identifier: Apache-2.0

package import Tokenizer

extension GPT2Tokenizer {
  /// The tokens of a prompt, as OpenAI's service took it: the end-of-text token where its name stands,
  /// and in place of an empty prompt.
  package func encodePrompt(_ text: String) -> [Int32] {
    let parts = text.split(separator: "<|endoftext|>", omittingEmptySubsequences: false)
    var tokens: [Int32] = []
    for (index, part) in parts.enumerated() {
      if index > 0 { tokens.append(endOfText) }
      tokens += encode(String(part))
    }
    return tokens.isEmpty ? [endOfText] : tokens
  }
}
