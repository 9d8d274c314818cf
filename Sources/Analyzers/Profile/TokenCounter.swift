// SPDX-License-Identifier: Apache-2.0

package import Dataset
package import Records
package import Tokenizer

/// Splits text into the tokens of the model that will be trained.
package protocol TokenCounter: Sendable {
  /// The ids of the text's tokens.
  func tokens(of utf8: Bytes) -> [Int]
  /// The number of tokens of the text.
  func tokenCount(of utf8: Bytes) -> Int
  /// Runs `body` with what counts many texts.
  func withCounter(_ body: ((Bytes) -> Int) -> Void)
}

extension TokenCounter {
  package func withCounter(_ body: ((Bytes) -> Int) -> Void) {
    body { tokenCount(of: $0) }
  }
}

extension TokenCounter {
  package func tokens(of text: String) -> [Int] {
    var text = text
    return text.withUTF8 { tokens(of: $0) }
  }
}

extension TextTokenizer: TokenCounter {
  package func tokens(of utf8: Bytes) -> [Int] {
    var ids: [Int32] = []
    encode(utf8, into: &ids)
    return ids.map(Int.init)
  }

  package func tokenCount(of utf8: Bytes) -> Int { count(utf8) }

  package func withCounter(_ body: ((Bytes) -> Int) -> Void) {
    withEncoder { encoder in body { encoder.count($0) } }
  }
}

extension Record {
  /// The tokens of an example by a counter of the tokens of a text. The model sees prompt and
  /// completion as one text, but they are encoded apart. A chat has three more a message and three
  /// before the answer, the rule of thumb of OpenAI's cookbook for its chat format; tools and calls count
  /// as the JSON that they are.
  package func tokenCount(by count: (Bytes) -> Int) -> Int {
    guard let chat else { return count(prompt) + count(completion) }
    let texts = chat.texts.reduce(0) { sum, text in
      var text = text.string
      return sum + text.withUTF8 { count($0) }
    }
    let calls = chat.conversation.calls.reduce(0) { sum, text in
      var text = text
      return sum + text.withUTF8 { count($0) }
    }
    return texts + calls + count(chat.tools) + 3 * (chat.conversation.messages?.count ?? 0) + 3
  }
}
