// SPDX-License-Identifier: Apache-2.0

import Platform
import Testing

@Suite struct Base64Tests {
  @Test(
    arguments: [
      ([], ""), ([0], "AA=="), ([0, 0], "AAA="), ([0, 0, 0], "AAAA"), ([0xFF, 0xFF, 0xFF], "////"),
      (Array("foobar".utf8), "Zm9vYmFy"), (Array("fooba".utf8), "Zm9vYmE="),
      (Array("foob".utf8), "Zm9vYg=="), ([0xFB, 0xEF, 0xBE], "++++"), ([33], "IQ=="),
    ] as [([UInt8], String)])
  func bytesAndTheirDigits(_ bytes: [UInt8], _ text: String) {
    #expect(Base64.text(bytes[...]) == text)
    #expect(Base64.text(([9] + bytes)[1...]) == text)
    #expect(Base64.bytes(of: text.utf8) == bytes)
  }

  @Test(arguments: ["aGk", "a$k=", "a=k=", "A===", "====", "aGk=aGk=", "aG-_"])
  func otherTextsAreNoBytes(text: String) {
    #expect(Base64.bytes(of: text.utf8) == nil)
  }

  @Test func eachDigitHasItsValue() {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    #expect(digits.map { Base64.value(of: $0) } == (0..<64).map { UInt8($0) })
    let others = (UInt8.min...UInt8.max).filter { !digits.contains($0) }
    #expect(others.allSatisfy { Base64.value(of: $0) == nil })
  }
}
