// SPDX-License-Identifier: Apache-2.0

package import Dataset
import JSON
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
  /// completion as one text, but they are encoded apart.
  /// - Parameter functionStart: what begins a function that a chat may call.
  package func tokenCount(
    _ functionStart: ChatTokens.FunctionStart, by count: (Bytes) -> Int
  ) -> Int {
    guard let chat else { return count(prompt) + count(completion) }
    let tools: JSONValue? = if chat.tools.isEmpty { nil } else { try? JSONParser.parse(chat.tools) }
    return withoutActuallyEscaping(count) { count in
      ChatTokens(functionStart, count: count).total(chat.conversation.messages ?? [], tools: tools)
    }
  }
}
