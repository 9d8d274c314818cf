// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
import Testing

@testable import Tokenizer

@Suite struct EncoderTests {
  private let encoder = TextTokenizer.gpt2.makeEncoder()

  private func blocks(_ text: String) -> [[Int32]] {
    var blocks: [[Int32]] = []
    Array(text.utf8).withUnsafeBufferPointer { utf8 in
      encoder.forEachBlock(utf8) { blocks.append(Array($0)) }
    }
    return blocks
  }

  @Test func aLongTextComesInBlocksThatMakeTheWhole() {
    let text = String(repeating: "one word after another ", count: 4_000)
    let found = blocks(text)
    #expect(found.count > 1)
    #expect(found.allSatisfy { !$0.isEmpty && $0.count <= 1 << 12 })
    #expect(TextTokenizer.gpt2.decode(found.joined()) == text)
  }

  @Test func noTextMakesNoBlock() {
    #expect(blocks("").isEmpty)
    #expect(TextTokenizer.gpt2.count("") == 0)
  }

  /// A word of more ids than a block holds makes the block larger, also behind other words.
  @Test func aWordLongerThanABlockIsEncodedWhole() {
    let word = String(repeating: "\u{4E2D}", count: 9_000)
    for text in [word, "a few words and then \(word)", "\(word) b"] {
      let ids = TextTokenizer.gpt2.encode(text)
      #expect(blocks(text).flatMap { $0 } == ids)
      #expect(TextTokenizer.gpt2.decode(ids) == text)
      #expect(TextTokenizer.gpt2.count(text) == ids.count)
    }
  }

  @Test func countingAgreesWithEncodingWhateverTheCachesHold() {
    var generator = SeededGenerator(seed: 4)
    let parts = [
      "the", " card", " \u{E9}t\u{E9}", "1234", "\n\n", "'ll", " internationalization",
      " zqxjkvbwpz", "\u{1F600}", "  ", ".", " antidisestablishmentarianism",
    ]
    for _ in 0..<500 {
      let text = (0..<generator.next(below: 30)).map { _ in
        parts[generator.next(below: parts.count)]
      }.joined()
      var ids: [Int32] = []
      var count = 0
      Array(text.utf8).withUnsafeBufferPointer {
        encoder.encode($0, into: &ids)
        count = encoder.count($0)
      }
      #expect(count == ids.count)
      #expect(ids == TextTokenizer.gpt2.encode(text))
      #expect(TextTokenizer.gpt2.decode(ids) == text)
    }
  }

  @Test func encodingAddsBehindWhatIsThere() {
    var ids: [Int32] = [1, 2]
    Array("The".utf8).withUnsafeBufferPointer { encoder.encode($0, into: &ids) }
    #expect(ids == [1, 2, 464])
  }
}

@Suite struct DecimalTableTests {
  private func text(_ ids: [Int32], separator: UInt8) -> String {
    let table = DecimalTable(count: 100_000, separator: separator)
    let bytes = [UInt8](unsafeUninitializedCapacity: (ids.count + 1) * DecimalTable.roomPerID) {
      out, count in
      count = ids.withUnsafeBufferPointer { table.write($0, to: out.baseAddress!) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func writesEachIDWithItsSeparator() {
    #expect(text([0, 9, 10, 99_999], separator: UInt8(ascii: ",")) == "0,9,10,99999,")
    #expect(text([], separator: 0x20).isEmpty)
    let ids = (0..<100_000).map { Int32($0) }
    #expect(text(ids, separator: 0x0A) == ids.map { "\($0)\n" }.joined())
  }
}

@Suite struct ByteLettersTests {
  @Test func everyByteHasALetterOfItsOwn() {
    #expect(Set(ByteLetters.letters).count == 256)
    let bytes = (0..<256).map { UInt8($0) }
    #expect(ByteLetters.bytes(of: ByteLetters.text(of: bytes)) == bytes)
  }

  @Test func printableBytesStandForThemselvesAndOthersFollowFrom256() {
    #expect(ByteLetters.text(of: Array("a!~\u{7F} \n".utf8)) == "a!~\u{121}\u{120}\u{10A}")
    #expect(
      ByteLetters.text(of: [0x00, 0xA0, 0xA1, 0xAC, 0xAD, 0xAE, 0xFF])
        == "\u{100}\u{142}\u{A1}\u{AC}\u{143}\u{AE}\u{FF}")
    #expect(ByteLetters.bytes(of: "a b") == nil)
  }
}
