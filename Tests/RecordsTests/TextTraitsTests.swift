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
    #expect(traits.has_long_word == (longest >= TextTraits.longWord))
    #expect(traits.is_ascii == !text.contains { $0 >= 0x80 })
    #expect(traits.has_controls == text.contains { $0 < 0x20 || $0 == 0x7F })
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

  @Test func lettersOfAnyScriptAreCounted() {
    let letters = Array("Straße MIT 7 Äpfeln".utf8).withUnsafeBufferPointer {
      TextTraits(of: $0).letters(of: $0)
    }
    #expect(letters.upper == 5)
    #expect(letters.lower == 10)
  }
}
