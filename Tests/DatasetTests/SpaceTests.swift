// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Dataset

/// Which characters are space at the ends of a text: Unicode's White_Space and three without a width.
@Suite struct SpaceTests {
  private static let widthless: Set<Unicode.Scalar> = ["\u{200B}", "\u{2060}", "\u{FEFF}"]

  @Test func everyCharacterIsSpaceOrNot() {
    for value in 0x80...0xFFFF as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isSpace = scalar.properties.isWhitespace || Self.widthless.contains(scalar)
      var text = "a\(Character(scalar))"
      let end = text.withUTF8 { $0.visibleEnd }
      #expect(end == (isSpace ? 1 : text.utf8.count), "U+\(String(value, radix: 16))")
      var before = "\(Character(scalar))a"
      let visible = before.withUTF8 { $0.visible.count }
      #expect(visible == (isSpace ? 1 : before.utf8.count), "U+\(String(value, radix: 16))")
    }
  }

  @Test func widthlessCharactersAreFoundWhereTheyStand() {
    var text = "a\u{200B}\u{2060}b\u{FEFF}\u{200C}\u{2028}\u{FEFE}"
    let places = text.withUTF8 { text in text.indices.filter { ZeroWidth.stands(at: $0, in: text) }
    }
    #expect(places == [1, 4, 8])
    #expect(text.withUTF8 { ZeroWidth.ranges(in: $0) } == [1..<4, 4..<7, 8..<11])
    var last = "a\u{200B}"
    #expect(last.withUTF8 { ZeroWidth.ranges(in: $0) } == [1..<4])
    var plain = "no such character"
    #expect(plain.withUTF8 { ZeroWidth.ranges(in: $0) }.isEmpty)
    let cut: [UInt8] = [0x61, 0xE2, 0x80]
    #expect(cut.withUnsafeBufferPointer { !ZeroWidth.stands(at: 1, in: $0) })
  }

  /// Bytes that begin a space and do not end it are none.
  @Test(
    arguments: [
      [0xC2], [0xE2], [0xE2, 0x80], [0xE3, 0x80], [0xE1, 0x9A], [0xA0], [0x80, 0x8B], [0xF0, 0x9F],
    ] as [[UInt8]])
  func halvesOfSpacesAreNone(_ bytes: [UInt8]) {
    for text in [[0x61] + bytes, bytes] {
      #expect(text.withUnsafeBufferPointer { $0.visibleEnd } == text.count)
      #expect(text.withUnsafeBufferPointer { $0.visible.count } == text.count)
    }
  }
}

@Suite struct CandidateMergeTests {
  private func set(_ texts: ArraySlice<String>, _ field: Field) -> CandidateSet {
    var set = CandidateSet(FactRules.standard.endings(of: field))
    for var text in texts { text.withUTF8 { set.add($0) } }
    return set
  }

  /// However a file is cut, the same is proposed.
  @Test(
    arguments: [
      ["a\nb", "c\nd", "e"], ["a\nb", "c", "e"], ["One.", "Two.", "Three."],
      ["One.", "T.wo.", "3."],
      ["x ->", "y ->", "z"], ["x -> y", "z ->"], ["a\nb ->", "c\nd"], ["a", "b\n\n###\n\n"], [],
      (0..<11).map { $0 == 3 ? "x\n\n---\n\n" : "text \($0)" },
      (0..<10).map { $0 == 9 ? "x\n\n---\n\n" : "text \($0)" }, ["Why?", "How?"], ["END", "x END"],
    ])
  func halvesMerge(_ texts: [String]) {
    for field in Field.allCases {
      let whole = set(texts[...], field)
      for cut in 0...texts.count {
        var left = set(texts[..<cut], field)
        left.merge(set(texts[cut...], field))
        #expect(left.proposal == whole.proposal && left.onlyAtEnd == whole.onlyAtEnd)
        #expect(left.sentenceMark == whole.sentenceMark)
      }
    }
  }

  @Test func aMarkOfAllTextsIsASentenceMark() {
    #expect(set(["One.", "Two."], .completion).sentenceMark == Array(".".utf8))
    #expect(set(["One.", "Two"], .completion).sentenceMark == nil)
    #expect(set(["One.", "T.w."], .completion).sentenceMark == nil)
  }
}
