// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Tokenizer

@Suite struct AddedTokenSearchTests {
  private static func token(
    _ id: Int32, _ content: String, left: Bool = false, right: Bool = false, word: Bool = false
  ) -> AddedToken {
    AddedToken(
      id: id, content: content, isSpecial: false, stripsLeft: left, stripsRight: right,
      isWholeWord: word)
  }

  private let search = AddedTokenSearch([
    token(1, "<|a|>"), token(2, "<|a|><|b|>"), token(3, "[mask]", left: true),
    token(4, "@@", right: true), token(5, "unit", word: true), token(6, ""),
  ])

  /// The tokens of a text, and what is between them.
  private func parts(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      var parts: [String] = []
      var start = 0
      while let match = search.first(in: buffer, from: start) {
        parts.append(String(decoding: buffer[start..<match.range.lowerBound], as: UTF8.self))
        parts.append("\(match.id)")
        start = match.range.upperBound
      }
      return parts + [String(decoding: buffer[start...], as: UTF8.self)]
    }
  }

  private static let cases: [(String, [String])] = [
    ("", [""]), ("plain <text>", ["plain <text>"]), ("<|a|>", ["", "1", ""]),
    ("x<|a|><|b|>y", ["x", "2", "y"]), ("<|a|><|a|>", ["", "1", "", "1", ""]),
    ("<<|a|>", ["<", "1", ""]), ("<|a|", ["<|a|"]), ("one  [mask] two", ["one", "3", " two"]),
    ("a @@ \n b", ["a ", "4", "b"]), ("[mask] @@", ["", "3", " ", "4", ""]),
    ("a unit.", ["a ", "5", "."]),
    ("units, reunit, unit_, \u{E9}unit", ["units, reunit, unit_, \u{E9}unit"]),
    ("<|a|> [mask]", ["", "1", "", "3", ""]),
  ]

  @Test(arguments: cases)
  func namesAreFoundAsTransformersFindsThem(text: String, expected: [String]) {
    #expect(parts(text) == expected)
  }
}
