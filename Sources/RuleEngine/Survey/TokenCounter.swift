// SPDX-License-Identifier: Apache-2.0

package import Dataset

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
  func tokens(of text: String) -> [Int] {
    var text = text
    return text.withUTF8 { tokens(of: $0) }
  }
}
