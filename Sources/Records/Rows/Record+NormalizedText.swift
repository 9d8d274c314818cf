// SPDX-License-Identifier: Apache-2.0

import Dataset

extension Record {
  /// Adds what a row says whatever its case, space and form of characters: the prompt, a line break and
  /// the completion, or the chat. What shows nothing is like no other.
  package func appendNormalizedText(to text: inout [UInt8]) {
    if let chat {
      TextNormalizer.append(chat.bytes, to: &text)
    } else {
      TextNormalizer.append(prompt, to: &text)
      text.append(0x0A)
      TextNormalizer.append(completion, to: &text)
    }
    if isLikeNoOther { text.append(contentsOf: String(number).utf8) }
  }
}
