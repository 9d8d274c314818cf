// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CText
import Platform
import Testing

@testable import Records

@Suite struct TextTraitsTests {
  /// Byte by byte what the kernel finds in blocks.
  private func expected(_ text: [UInt8]) -> (upper: Int, lower: Int, digits: Int, longest: Int) {
    var (upper, lower, digits, run, longest) = (0, 0, 0, 0, 0)
    for byte in text {
      let isUpper = (0x41...0x5A).contains(byte)
      let isLower = (0x61...0x7A).contains(byte)
      let isDigit = (0x30...0x39).contains(byte)
      upper += isUpper ? 1 : 0
      lower += isLower ? 1 : 0
      digits += isDigit ? 1 : 0
      run = isUpper || isLower || isDigit || byte == 0x5F || byte == 0x2D ? run + 1 : 0
      longest = max(longest, run)
    }
    return (upper, lower, digits, longest)
  }

  private func check(_ text: [UInt8]) {
    let traits = assay_text_traits(text, text.count)
    let (upper, lower, digits, longest) = expected(text)
    #expect(traits.upper == upper && traits.lower == lower && traits.digits == digits)
    let letters = assay_text_letters(text, text.count)
    #expect(letters.upper == upper && letters.lower == lower)
    #expect(letters.is_ascii == traits.is_ascii)
    #expect(traits.has_long_word == (longest >= TextTraits.longWord))
    #expect(traits.is_ascii == !text.contains { $0 >= 0x80 })
    #expect(traits.has_controls == text.contains { $0 < 0x20 || $0 == 0x7F })
    #expect(traits.has_dotted_digits == Self.holdsDottedDigits(text))
    #expect(traits.marks.nonzeroBitCount == Set(text).count { Self.marks.contains($0) })
  }

  private static func holdsDottedDigits(_ text: [UInt8]) -> Bool {
    zip(text, zip(text.dropFirst(), text.dropFirst(2))).contains { first, others in
      0x30...0x39 ~= first && others.0 == 0x2E && 0x30...0x39 ~= others.1
    }
  }

  /// The punctuation of ASCII.
  private static let marks = (0x21...0x7E).map { UInt8($0) }.filter { byte in
    !(0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte)
  }

  private func traits(_ text: String) -> TextTraits {
    Array(text.utf8).withUnsafeBufferPointer { TextTraits(of: $0) }
  }

  @Test func eachMarkHasABitOfItsOwn() {
    #expect(Self.marks.count == 32)
    let bits = Self.marks.map { assay_text_traits([$0], 1).marks }
    #expect(Set(bits).count == 32 && bits.allSatisfy { $0.nonzeroBitCount == 1 })
  }

  /// What traits rule out is not in the text: never is a text passed over that holds the part.
  @Test func aPartIsRuledOutByWhatTheTextLacks() {
    #expect(!traits("no address").mayHold(traits("@")))
    #expect(traits("ann@test.io").mayHold(traits("@")))
    #expect(!traits("https:/x").mayHold(traits("::=")))
    #expect(!traits("A Private Key").mayHold(traits("PRIVATE KEY")))
    #expect(traits("MY PRIVATE KEY").mayHold(traits("PRIVATE KEY")))
    #expect(!traits("plain").mayHold(traits("é")) && traits("é").mayHold(traits("plain")))
    #expect(TextTraits().mayHold(traits("@PRIVATE é KEY{}")))
    var all = TextTraits.none
    #expect(!all.mayHold(traits("@")) && all.mayHold(traits("")))
    for text in ["a@b", "ABC", "é", "1"] { all.formUnion(traits(text)) }
    #expect(all.mayHold(traits("@B")) && all.mayHold(traits("é")) && all.digits == .max)
    #expect(!all.mayHold(traits("#")) && !all.mayHold(traits("ABCD")))
  }

  /// A text of random parts may hold each of them, wherever they stand.
  @Test func partsAreNeverRuledOut() {
    var generator = SeededGenerator(seed: 9)
    let parts = ["@", "://", "PRIVATE KEY", "eyJ", "word", "é", "\n", "{{", " 12 ", "-_-"]
    for _ in 0..<500 {
      let chosen = parts.shuffled(using: &generator).prefix(4)
      let filler = String(repeating: "x y ", count: generator.next(below: 40))
      let whole = traits(filler + chosen.joined(separator: filler))
      for part in chosen { #expect(whole.mayHold(traits(part)), "\(part)") }
    }
  }

  @Test func bytesAreToldFromTheirNeighbors() {
    for byte in UInt8.min...UInt8.max {
      for length in [1, 2, 15, 63, 64, 65, 130] { check(Array(repeating: byte, count: length)) }
    }
  }

  @Test func wordsGoOnFromBlockToBlock() {
    var generator = SeededGenerator(seed: 3)
    let letters = Array("aZ09_-aaaaaaaa b.é\t".utf8)
    for length in 0..<400 {
      check((0..<length).map { _ in letters[Int(generator.next() % UInt64(letters.count))] })
    }
  }

  /// Also where a block of 64 bytes ends between them.
  @Test func digitsAroundAFullStopAreSeen() {
    for length in 0..<200 {
      for part in ["1.2", "1.", ".2", "1..2", "x.2", "1.x"] {
        check(Array((String(repeating: "a", count: length) + part).utf8))
        check(Array((String(repeating: "a", count: length) + part + " and more").utf8))
      }
    }
    #expect(traits("10.8").hasDottedDigits && !traits("at 10. 8 people").hasDottedDigits)
    // Other scripts have digits too.
    #expect(traits("é").hasDottedDigits && TextTraits().hasDottedDigits)
    var all = TextTraits.none
    #expect(!all.hasDottedDigits)
    all.formUnion(traits("v1.2"))
    #expect(all.hasDottedDigits)
  }

  @Test func lettersOfAnyScriptAreCounted() {
    let letters = Array("Straße MIT 7 Äpfeln".utf8).withUnsafeBufferPointer {
      TextTraits.letters(of: $0)
    }
    #expect(letters.upper == 5)
    #expect(letters.lower == 10)
  }
}
