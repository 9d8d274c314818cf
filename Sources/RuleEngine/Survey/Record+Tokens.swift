// SPDX-License-Identifier: Apache-2.0

import Dataset

extension Record {
  /// The tokens of an example by a counter of the tokens of a text. The model sees prompt and
  /// completion as one text, but they are encoded apart. A chat has three more a message and three
  /// before the answer, the rule of thumb of OpenAI's cookbook for its chat format.
  func tokenCount(by count: (Bytes) -> Int) -> Int {
    guard let chat else { return count(prompt) + count(completion) }
    let texts = chat.conversation.texts.reduce(0) { sum, text in
      var text = text
      return sum + text.withUTF8 { count($0) }
    }
    return texts + 3 * (chat.conversation.messages?.count ?? 0) + 3
  }
}
