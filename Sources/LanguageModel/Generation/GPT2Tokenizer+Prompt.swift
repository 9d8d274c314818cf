// SPDX-License-Identifier: Apache-2.0

package import Tokenizer

extension TextTokenizer {
  /// The tokens of a prompt: the end-of-text token, after which texts start, in place of an empty one.
  package func encodePrompt(_ text: String) -> [Int32] {
    let tokens = encode(text)
    return tokens.isEmpty ? [endOfText] : tokens
  }
}
