// SPDX-License-Identifier: Apache-2.0

import Patterns
import Testing

@Suite struct PatternTests {
  private func match(_ pattern: String, _ text: String) throws -> Pattern.Match {
    let pattern = try Pattern(pattern)
    return Array(text.utf8).withUnsafeBufferPointer { pattern.firstMatch(in: $0) }
  }

  @Test func matchesAreRangesOfBytes() throws {
    #expect(try match(#"\bb+"#, "é bb") == .found(3..<5))
    #expect(try match("b", "aaa") == .none)
    #expect(try match("^$", "") == .found(0..<0))
    #expect(try match(#"\w"#, "é") == .found(0..<2))
  }

  @Test func aPatternThatBacktracksWithoutEndIsGivenUp() throws {
    let pattern = try Pattern("(a+)+$")
    let text = Array((String(repeating: "a", count: 5_000) + "b").utf8)
    #expect(text.withUnsafeBufferPointer { pattern.firstMatch(in: $0) } == .gaveUp)
  }

  @Test func bytesThatAreNotUTF8DoNoHarm() throws {
    let pattern = try Pattern("b")
    let bytes: [UInt8] = [0xFF, 0xC3, 0x62]
    #expect(bytes.withUnsafeBufferPointer { pattern.firstMatch(in: $0) } == .found(2..<3))
  }

  @Test func aWrongPatternIsAnErrorThatSaysWhere() {
    let fault = #expect(throws: PatternFault.self) { try Pattern("a(b") }
    #expect(fault?.offset == 3)
    #expect(fault?.reason == "missing closing parenthesis")
  }

  /// Short texts are looked through for a byte that a match may start with; nothing is lost by that.
  @Test(
    arguments: [
      (#"\[x\]|<y>|(?i)lorem"#, "a [x]", 2..<5), (#"\[x\]|<y>|(?i)lorem"#, "LoREM", 0..<5),
      (#"\[x\]|<y>|(?i)lorem"#, "<x> [y] rem", nil), ("a|b|c", "", nil), ("a|b|c", "xyz", nil),
      ("(?:a|b)*", "xyz", 0..<0), ("(?<=b)(?:c|d)", "abd", 2..<3), ("[é-ü]x|a", "ex üx", 3..<6),
      ("(?i)[äö]|k", "\u{212A}", 0..<3), ("(?i)[äö]|k", "Ö", 0..<2), ("[^a-z]", "abcé", 3..<5),
      (#"\d{2}|x"#, "a ٤٢", 2..<6), ("(?m)^(?:b|c)", "a\nc", 2..<3),
      (#"\b(?:is|at)\b"#, "this at", 5..<7),
    ] as [(String, String, Range<Int>?)])
  func shortTextsAreSearchedWhole(_ pattern: String, _ text: String, _ range: Range<Int>?) throws {
    #expect(try match(pattern, text) == (range.map { .found($0) } ?? .none))
    // As in a text that is too long to be looked through.
    let long = text + String(repeating: "\n", count: 60)
    #expect(try match(pattern, long) == (range.map { .found($0) } ?? .none))
  }

  @Test func aSearchMayStartInsideTheText() throws {
    let pattern = try Pattern("(?<!x)[ab]")
    let found = Array("ab xa".utf8).withUnsafeBufferPointer { text in
      (0...text.count).map { pattern.firstMatch(in: text, from: $0) }
    }
    #expect(found == [.found(0..<1), .found(1..<2), .none, .none, .none, .none])
  }

  @Test func aByteThatEveryMatchHoldsIsLookedForBehindTheStart() throws {
    let pattern = try Pattern("x[0-9]")
    let found = Array("x1 y2".utf8).withUnsafeBufferPointer { text in
      [pattern.firstMatch(in: text), pattern.firstMatch(in: text, from: 1)]
    }
    #expect(found == [.found(0..<2), .none])
  }
}
