// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("", "", 0), ("lint", "lint", 0), ("lnit", "lint", 2), ("", "fix", 3), ("fix", "", 3),
    ("kitten", "sitting", 3), ("eval", "evil", 1), ("ab", "abc", 1),
  ])
  func editsAreCounted(_ left: String, _ right: String, _ count: Int) {
    #expect(NearestName.distance(left, right) == count)
    #expect(NearestName.distance(right, left) == count)
  }

  @Test func onlyNearNamesAreHints() {
    #expect(NearestName.of("lnit", in: ["fix", "lint", "train"]) == "lint")
    // Two edits are near for any name, three only for one of nine characters or more.
    #expect(NearestName.of("abcde", in: ["abxyz"]) == nil)
    #expect(NearestName.of("abcdefghi", in: ["abcdefxyz"]) == "abcdefxyz")
    #expect(NearestName.of("lint", in: []) == nil)
  }

  @Test func ofEquallyNearNamesTheFirstInTheAlphabetIsMeant() {
    #expect(NearestName.of("x", in: ["c", "a", "b"]) == "a")
  }
}
