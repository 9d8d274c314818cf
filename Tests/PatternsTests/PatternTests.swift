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

  @Test func aByteThatEveryMatchHoldsIsLookedForBehindTheStart() throws {
    let pattern = try Pattern("x[0-9]")
    let found = Array("x1 y2".utf8).withUnsafeBufferPointer { text in
      [pattern.firstMatch(in: text), pattern.firstMatch(in: text, from: 1)]
    }
    #expect(found == [.found(0..<2), .none])
  }
}
