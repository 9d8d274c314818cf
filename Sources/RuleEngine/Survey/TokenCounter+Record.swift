// SPDX-License-Identifier: Apache-2.0

extension TokenCounter {
  /// The tokens of an example. The model sees prompt and completion as one text, but they are
  /// encoded apart. A chat has three more a message and three before the answer, the rule of
  /// thumb of OpenAI's cookbook for its chat format.
  func tokenCount(of record: Record) -> Int {
    guard let chat = record.chat else {
      return tokenCount(of: record.prompt) + tokenCount(of: record.completion)
    }
    let texts = chat.conversation.texts.reduce(0) { sum, text in
      var text = text
      return sum + text.withUTF8 { tokenCount(of: $0) }
    }
    return texts + 3 * (chat.conversation.messages?.count ?? 0) + 3
  }
}
