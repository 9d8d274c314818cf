// SPDX-License-Identifier: Apache-2.0

import Platform
import Testing

@Suite struct HexadecimalTests {
  @Test func digitsOfNumbers() {
    #expect(Hexadecimal.digits(0) == "0")
    #expect(Hexadecimal.digits(255, count: 2) == "ff")
    #expect(Hexadecimal.digits(UInt8(7), count: 2, uppercase: true) == "07")
    #expect(Hexadecimal.digits(UInt64.max, count: 4) == "ffffffffffffffff")
    #expect(Hexadecimal.digits(0xABC, count: 4, uppercase: true) == "0ABC")
  }

  @Test func digitsOfBytes() {
    #expect(Hexadecimal.text([]) == "")
    #expect(Hexadecimal.text([0, 9, 10, 0x5F, 255]) == "00090a5fff")
    #expect(Hexadecimal.text([0xAB, 0xCD], uppercase: true) == "ABCD")
  }

  @Test func everyByteIsADigitOrNone() {
    for byte in UInt8.min...UInt8.max {
      let expected = byte < 0x80 ? Character(Unicode.Scalar(byte)).hexDigitValue : nil
      #expect(Hexadecimal.value(of: byte).map { Int($0) } == expected)
    }
  }

  /// A sign is no digit, though Swift's own reading of numbers takes one.
  @Test func numbersOfDigits() {
    #expect(Hexadecimal.value(of: "00".utf8) == 0)
    #expect(Hexadecimal.value(of: "fF".utf8) == 255)
    #expect(Hexadecimal.value(of: "ffffffffffffffff".utf8) == .max)
    for text in ["", "+1", "-1", "1g", " 1", "00000000000000000", "é"] {
      #expect(Hexadecimal.value(of: text.utf8) == nil, "\(text)")
    }
  }
}

@Suite struct PercentEncodingTests {
  @Test func escapesAllButWhatIsAllowed() {
    #expect(PercentEncoding.encode("aZ09-._~") == "aZ09-._~")
    #expect(PercentEncoding.encode("a b/ä%") == "a%20b%2F%C3%A4%25")
    #expect(PercentEncoding.encode("a/b~c", allowing: "/") == "a/b%7Ec")
    #expect(PercentEncoding.encode("\u{0}\u{F}") == "%00%0F")
  }

  @Test func decodesWhatWasEncoded() {
    for text in ["", "plain", "a b/ä%+😀\u{0}", "100%25"] {
      let decoded = PercentEncoding.decode(PercentEncoding.encode(text).utf8)
      #expect(decoded.map { String(decoding: $0, as: UTF8.self) } == text)
    }
  }

  @Test func plusIsASpaceInForms() {
    #expect(PercentEncoding.decode("a+b%2B".utf8, plusIsSpace: true) == Array("a b+".utf8))
    #expect(PercentEncoding.decode("a+b%2b".utf8) == Array("a+b+".utf8))
  }

  @Test(arguments: ["%", "a%1", "%g0", "%0g", "%+1", "%-1", "%%20"])
  func refusesABrokenEscape(text: String) {
    #expect(PercentEncoding.decode(text.utf8) == nil)
  }
}

@Suite struct VisibleTextTests {
  @Test func controlCharactersAreShown() {
    #expect(VisibleText.escaped("a\nb\rc\td") == #"a\nb\rc\td"#)
    #expect(
      VisibleText.escaped("\u{1B}[31m\u{0}\u{7F}\u{9B}") == "<U+001B>[31m<U+0000><U+007F><U+009B>")
  }

  @Test func marksThatTurnTheDirectionOfTextAreShown() {
    #expect(
      VisibleText.escaped("a\u{202E}b\u{2066}\u{200B}\u{FEFF}")
        == "a<U+202E>b<U+2066><U+200B><U+FEFF>")
  }

  @Test func spacesThatLookLikeOrdinaryOnesAreShown() {
    #expect(VisibleText.escaped("a\u{A0}b\u{2028}\u{3000}") == "a<U+00A0>b<U+2028><U+3000>")
    #expect(VisibleText.escaped("\u{1F600}\u{7}") == "\u{1F600}<U+0007>")
  }

  @Test func charactersThatAreNoneAreShown() {
    #expect(VisibleText.escaped("\u{FFFE}\u{FFFF}\u{FFFD}") == "<U+FFFE><U+FFFF>\u{FFFD}")
  }

  @Test func ordinaryTextStays() {
    for text in ["", " a b ~", "é\u{301}", "日本", "👩", "<U+200B>"] {
      #expect(VisibleText.escaped(text) == text)
    }
  }
}
