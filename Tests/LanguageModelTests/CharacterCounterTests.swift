// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
import Testing

@testable import LanguageModel

@Suite struct CharacterCounterTests {
  private func count(_ bytes: [UInt8]) -> Int {
    var counter = CharacterCounter()
    for byte in bytes { counter.add(byte) }
    return counter.total
  }

  @Test func everySequenceCountsAsItsDecodingHas() {
    var random = SeededGenerator(seed: 3)
    let interesting: [UInt8] = [
      0x00, 0x61, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1,
      0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    for _ in 0..<20_000 {
      let bytes = (0..<random.next(below: 8)).map { _ in
        interesting[random.next(below: interesting.count)]
      }
      let wanted = String(decoding: bytes, as: UTF8.self).unicodeScalars.count
      #expect(count(bytes) == wanted, "\(bytes)")
    }
  }

  @Test func everyCodePointCountsOnce() {
    for value in stride(from: UInt32(0), through: 0x10FFFF, by: 61) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(count(Array(String(scalar).utf8)) == 1)
    }
  }

  @Test func aByteBelongsToTheCharacterThatItGoesOnWith() {
    var counter = CharacterCounter(count: 5)
    #expect(counter.index(of: 0x61) == 5)
    counter.add(0xE2)
    #expect(counter.index(of: 0x82) == 5 && counter.index(of: 0x61) == 6)
    #expect(counter.index(of: nil) == 5 && counter.total == 6 && counter.missing == 2)
    counter.add(0x82)
    counter.add(0xAC)
    #expect(counter.missing == 0 && counter.total == 6 && counter.index(of: 0x80) == 6)
    counter.add(0xE0)
    // No character goes on like this: the first byte is cut short, and this one is none.
    #expect(counter.index(of: 0x80) == 7)
  }
}
