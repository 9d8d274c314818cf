// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
import Testing

@testable import Dataset

@Suite struct BytesTests {
  @Test func searchFindsWhatTheStandardLibraryFinds() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<2_000 {
      let text = (0..<12).map { _ in Array("a-> \n".utf8).randomElement(using: &generator)! }
      let needle = Array(text.shuffled(using: &generator).prefix(generator.next(below: 4) + 1))
      let expected = text.indices.first { text[$0...].starts(with: needle) }
      #expect(text.withUnsafeBufferPointer { $0.firstOffset(of: needle) } == expected)
    }
  }

  private func with<Result>(_ text: String, _ body: (Bytes) -> Result) -> Result {
    Array(text.utf8).withUnsafeBufferPointer(body)
  }

  @Test func searchStopsAtTheLimit() {
    with("ab->cd->") { text in
      #expect(text.firstOffset(of: Array("->".utf8), before: 4) == 2)
      #expect(text.firstOffset(of: Array("->".utf8), before: 3) == nil)
      #expect(text.firstOffset(of: []) == nil)
      #expect(text.contains(byte: UInt8(ascii: "d"), from: 5))
      #expect(!text.contains(byte: UInt8(ascii: "d"), from: 6))
      #expect(!text.contains(byte: UInt8(ascii: "d"), from: 8))
    }
  }

  @Test func everyByteIsOneThing() {
    for byte in UInt8.min...UInt8.max where byte > 0x20 || byte.isWhitespace {
      let kinds = [byte.isWhitespace, byte.isWordPart, byte.isSentenceMark, byte.isSymbol]
      #expect(kinds.count { $0 } == 1, "\(byte)")
    }
    #expect("\t\n\u{0B}\u{0C}\r ".utf8.allSatisfy { $0.isWhitespace })
    #expect(!UInt8(0x08).isWhitespace && !UInt8(0x0E).isWhitespace && !UInt8(0x08).isSymbol)
    #expect("09AZaz\u{80}".utf8.allSatisfy { $0.isWordPart })
    #expect("/:@[`{".utf8.allSatisfy { !$0.isWordPart })
    #expect(".,;!?'\")]}".utf8.allSatisfy { $0.isSentenceMark })
  }

  @Test func endsCompareBytes() {
    with("abc") { text in
      #expect(text.ends(in: Array("bc".utf8)) && text.ends(in: Array("abc".utf8)))
      #expect(!text.ends(in: Array("xabc".utf8)) && !text.ends(in: []) && !text.ends(in: [0x62]))
    }
  }

  @Test(arguments: [
    ("", true), ("abcdefghi", true), ("abcdefghé", false), ("é", false), ("12345678", true),
  ])
  func isASCII(_ text: String, _ expected: Bool) {
    #expect(with(text) { $0.isASCII } == expected)
  }

  @Test func trimmingKeepsTheMiddle() {
    #expect(Array(Array(" a b ".utf8).trimmed { $0.isWhitespace }) == Array("a b".utf8))
    #expect(Array("  ".utf8).trimmed { $0.isWhitespace }.isEmpty)
    #expect(Array(" \n".utf8).isBlank && !Array(" x".utf8).isBlank)
  }

  @Test(arguments: [
    ("\u{3000}a\u{A0}", "a"), ("\u{200B}\u{FEFF}x y\u{2028}\u{85}", "x y"),
    (" \u{1680}\u{205F}", ""),
    ("\u{2010}a", "\u{2010}a"), ("é\u{202F}", "é"),
  ])
  func visibleTextHasNoSpaceAtItsEnds(_ text: String, _ expected: String) {
    #expect(with(text) { String(decoding: $0.visible, as: UTF8.self) } == expected)
    #expect(with("a" + text) { $0.visibleEnd } >= 1)
  }

  @Test func thePivotIsRare() {
    #expect(Bytes.pivot(of: Array(" ->".utf8)) == 1)
    #expect(Bytes.pivot(of: Array(" END".utf8)) == 1)
    #expect(Bytes.pivot(of: Array("abc".utf8)) == 0)
  }

  @Test func invisibleCharactersAreShown() {
    #expect(quoted("a\n\t\r".utf8) == "`a\\n\\t\\r`")
    #expect(quoted("a\u{200B}b\u{A0}c d".utf8) == "`a<U+200B>b<U+00A0>c d`")
  }

  @Test func soughtBytesAreFoundWhereTheyStand() throws {
    let arrow = try #require(SoughtBytes(Array("->".utf8)))
    with("ab->cd->") { text in
      #expect(arrow.firstOffset(in: text) == 2 && arrow.firstOffset(in: text, before: 3) == nil)
      #expect(!arrow.isMissing(in: text))
    }
    #expect(with("a- >") { arrow.isMissing(in: $0) } && with("") { arrow.isMissing(in: $0) })
    #expect(SoughtBytes([]) == nil)
  }

  /// Files that name rows by their hashes stay valid: the last bytes count one by one.
  @Test func hashesStayWhatTheyWere() {
    func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
      let product = left.multipliedFullWidth(by: right)
      return product.high ^ product.low ^ left
    }
    let (first, second) = (0x9E37_79B9_7F4A_7C15 as UInt64, 0xD6E8_FEB8_6659_FD93 as UInt64)
    for count in 0..<40 {
      let bytes = (0..<count).map { UInt8($0 * 37 % 251 + 1) }
      var state = fold(first, UInt64(count) ^ second)
      for start in stride(from: 0, through: count - 8, by: 8) {
        let word = (0..<8).reduce(0) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
        state = fold(state ^ word, second)
      }
      let tail = bytes[(count - count % 8)...].reduce(0) { $0 << 8 | UInt64($1) }
      #expect(ByteHash.hash(bytes) == fold(state ^ tail, 0xA076_1D64_78BD_642F))
    }
  }

  /// `item 0 of box 0` and `item 1 of box 1` differ in two bits, and are two texts in both halves of a hash.
  @Test(arguments: [1, 7, 8, 9, 16, 21, 24, 32])
  func noTwoBitsUndoEachOther(count: Int) {
    let bytes = (0..<count).map { UInt8(ascii: "a") + UInt8($0 % 26) }
    func flipped(_ bits: [Int]) -> [UInt8] {
      bits.reduce(into: bytes) { $0[$1 / 8] ^= 1 << UInt8($1 % 8) }
    }
    var (first, second) = (Set<UInt64>(), Set<UInt64>())
    for one in 0..<(8 * count) {
      for other in one..<(8 * count) {
        let wide = flipped(one == other ? [one] : [one, other]).withUnsafeBufferPointer {
          ByteHash.wide($0)
        }
        first.insert(wide.first)
        second.insert(wide.second)
      }
    }
    let texts = 4 * count * (8 * count + 1)
    #expect(first.count == texts && second.count == texts)
  }

  @Test func hashesTellTextsApart() {
    let texts = ["", "a", "b", "ab", "ba", "abcdefgh", "abcdefghi", "abcdefgh\0"]
    #expect(Set(texts.map { ByteHash.hash(Array($0.utf8)) }).count == texts.count)
    // Zeros at the end, or before the last bytes, are bytes too.
    let zeros = (0..<20).flatMap { count -> [[UInt8]] in
      let zeros = [UInt8](repeating: 0, count: count)
      return [zeros, zeros + [1], zeros + [2, 3]]
    }
    #expect(Set(zeros.map { ByteHash.hash($0) }).count == zeros.count)
    #expect(ByteHash.hash([1], seed: 1) != ByteHash.hash([1], seed: 2))
    #expect(ByteHash.joined(1, 2) != ByteHash.joined(2, 1))
    let wide = texts.map { text in
      Array(text.utf8).withUnsafeBufferPointer { ByteHash.wide($0) }
    }
    #expect(Set(wide.map(\.second)).count == texts.count)
    // The second half is a hash of another seed.
    for count in 0..<40 {
      let bytes = (0..<count).map { UInt8($0 * 91 % 256) }
      let second = bytes.withUnsafeBufferPointer { ByteHash.wide($0) }.second
      #expect(second == ByteHash.hash(bytes, seed: 0xA076_1D64_78BD_642F))
    }
    #expect(zip(wide, texts).allSatisfy { $0.first == ByteHash.hash(Array($1.utf8)) })
    #expect(wide.allSatisfy { $0.first != $0.second })
    #expect(WideHash.joined(wide[0], wide[1]) != .joined(wide[1], wide[0]))
  }
}
