// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Review

/// Bytes of a terminal as keys.
@Suite struct ReviewKeyTests {
  @Test(
    arguments: [
      ("", []), ("k", [ReviewKey.character("k")]), ("\r", [.enter]), ("\n", [.enter]),
      ("\u{8}", [.erase]), ("\u{7F}", [.erase]), ("\u{3}", [.leave]), ("\u{4}", [.leave]),
      ("\u{1B}", [.escape]), ("\u{1B}[A", [.up]), ("\u{1B}[B", [.down]), ("\u{1B}[C", [.right]),
      ("\u{1B}[D", [.left]), ("\u{1B}OA", [.up]), ("\u{1B}[1;5C", [.right]),
      ("\u{1B}[3~", [.escape]), ("\u{1B}[", [.escape]), ("\u{1B}x", [.escape, .character("x")]),
      ("\t\u{1}", []), ("é日", [.character("é"), .character("日")]),
      ("a\u{1B}[Ab\r", [.character("a"), .up, .character("b"), .enter]),
    ] as [(String, [ReviewKey])])
  func bytesAreKeys(_ text: String, _ keys: [ReviewKey]) {
    #expect(ReviewKey.keys(Array(text.utf8)) == keys)
  }
}
