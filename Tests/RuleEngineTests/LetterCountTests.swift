// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RuleEngine

@Suite struct LetterCountTests {
  @Test func lettersAreToldFromTheirNeighbours() {
    // Every byte at every place of a word.
    for byte in UInt8.min...UInt8.max {
      for length in 1...17 {
        let text = [UInt8](repeating: byte, count: length)
        let count = text.withUnsafeBufferPointer { LetterCount($0) }
        let isUpper = (0x41...0x5A).contains(byte)
        let isLower = (0x61...0x7A).contains(byte)
        #expect(count.upper == (isUpper ? length : 0))
        #expect(count.lower == (isLower ? length : 0))
        #expect(count.isASCII == (byte < 0x80))
      }
    }
  }

  @Test func casesAreCountedApart() {
    let count = Array("Straße MIT 7 Äpfeln".utf8).withUnsafeBufferPointer { LetterCount($0) }
    #expect(count.upper == 4)
    #expect(count.lower == 9)
    #expect(!count.isASCII)
  }
}
