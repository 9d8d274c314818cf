// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Tokenizer

@Suite struct UnicodeNormalFormTests {
  private func applied(_ form: UnicodeNormalForm, _ text: String) -> [UInt32] {
    var bytes = Array(text.utf8)
    form.apply(to: &bytes)
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value)
  }

  @Test(arguments: [
    (UnicodeNormalForm.nfc, "e\u{301}", [0xE9]), (.nfd, "\u{E9}", [0x65, 0x301]),
    (.nfc, "\u{E9}\u{327}", [0x229, 0x301]), (.nfd, "a\u{301}\u{327}", [0x61, 0x327, 0x301]),
    (.nfkc, "\u{FB01}", [0x66, 0x69]), (.nfkd, "\u{2460}", [0x31]), (.nfc, "\u{212B}", [0xC5]),
    (.nfd, "\u{AC01}", [0x1100, 0x1161, 0x11A8]), (.nfc, "\u{1100}\u{1161}\u{11A8}", [0xAC01]),
    (.nfc, "\u{958}", [0x915, 0x93C]), (.nfkc, "\u{FF76}\u{FF9E}", [0x30AC]),
    (.nfc, "a\u{315}\u{300}\u{5AE}b", [0xE0, 0x5AE, 0x315, 0x62]),
  ])
  func followsTheStandard(form: UnicodeNormalForm, text: String, wanted: [UInt32]) {
    #expect(applied(form, text) == wanted)
    // What is in a form stays as it is.
    let again = String(String.UnicodeScalarView(wanted.compactMap { Unicode.Scalar($0) }))
    #expect(applied(form, again) == wanted)
  }

  @Test func plainTextIsLeft() {
    for form in UnicodeNormalForm.allCases {
      #expect(Array("plain \u{4E2D}".utf8).withUnsafeBufferPointer { form.leaves($0) })
    }
    #expect(!Array("e\u{301}".utf8).withUnsafeBufferPointer { UnicodeNormalForm.nfc.leaves($0) })
    #expect(!Array("\u{E9}".utf8).withUnsafeBufferPointer { UnicodeNormalForm.nfd.leaves($0) })
  }

  @Test func bytesThatAreNotUTF8Stay() {
    for form in UnicodeNormalForm.allCases {
      var bytes: [UInt8] = [0xFF, 0x65, 0xCC, 0x81, 0x80]
      form.apply(to: &bytes)
      #expect(bytes.first == 0xFF)
      #expect(bytes.last == 0x80)
    }
  }
}
