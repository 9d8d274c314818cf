// SPDX-License-Identifier: Apache-2.0

package import JSON
package import LanguageModel
package import Tokenizer

/// How tokens are told in JSON.
package struct TokenNames: Sendable {
  private let tokenizer: TextTokenizer

  package init(_ tokenizer: TextTokenizer) {
    self.tokenizer = tokenizer
  }

  /// The text of a token. One that is no whole character is told by its bytes, as OpenAI's service did:
  /// `bytes:\xe2\x80`; one that the tokenizer does not know by its number: `token:50300`.
  package func name(of token: Int32) -> String {
    let bytes = tokenizer.bytes(of: token)
    guard !bytes.isEmpty else { return "token:\(token)" }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return "bytes:"
      + bytes.map { byte in
        let digits = String(byte, radix: 16)
        return "\\x" + (digits.utf8.count == 1 ? "0" + digits : digits)
      }.joined()
  }

  /// The log-probabilities of tokens by their names, a member for each: two tokens of one name are told
  /// apart by the number of the second.
  package func object(of tokens: [TokenScore.Alternative]) -> JSONObject {
    var object = JSONObject()
    var used: Set<[UInt8]> = []
    for token in tokens {
      var name = name(of: token.token)
      if !used.insert(Array(name.utf8)).inserted { name = "token:\(token.token)" }
      object.append(name, JSONValue(token.logProbability))
    }
    return object
  }
}
