// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PrepareData

@Suite struct PythonValueTests {
  private func text(_ text: String) -> PythonValue { .text(Array(text.utf8)) }

  @Test func printsWhatPythonPrints() {
    let value = PythonValue.list([
      .none, .missing, .bool(true), .bool(false), .integer(-3), .unsigned(1 << 63), .float(2),
      text("it's"), .dictionary([]),
      .dictionary([(Array("k".utf8), .list([])), (Array("\n".utf8), .integer(1))]),
    ])
    let expected =
      #"[None, nan, True, False, -3, 9223372036854775808, 2.0, "it's", {}, {'k': [], '\n': 1}]"#
    #expect(String(decoding: value.string, as: UTF8.self) == expected)
  }

  @Test func aTextIsItself() {
    #expect(text("it's\n").string == Array("it's\n".utf8))
    #expect(PythonValue.list([text("a")]).string == Array("['a']".utf8))
  }

  @Test func equalWhenPrintedAlike() {
    #expect(PythonValue.integer(1) == .unsigned(1))
    #expect(PythonValue.none != .missing)
    #expect(PythonValue.bool(true) != .integer(1))
  }

  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("007", "7"), (" 12\n", "12"), ("+5", "5"), ("-5", "-5"),
    ("1_000", "1000"), ("123456789012345678901234567890", "123456789012345678901234567890"),
    ("\u{2003}4\u{A0}", "4"),
  ])
  func readsWholeNumbers(_ text: String, _ digits: String) {
    #expect(PythonInteger.normalized(text) == digits)
  }

  @Test(arguments: ["", "-", "1__0", "_1", "1_", "1.0", "0x1", "1 2", "--1", "٣"])
  func otherTextsAreNoNumbers(_ text: String) {
    #expect(PythonInteger.normalized(text) == nil)
  }

  @Test(arguments: [
    (0.0, "0"), (3.0, "3"), (-7.0, "-7"), (8e18, "8000000000000000000"),
    (1e19, "10000000000000000000"), (-1e19, "-10000000000000000000"),
    (1e23, "99999999999999991611392"), (0x1p64, "18446744073709551616"),
  ])
  func printsTheDigitsOfLargeFloats(_ value: Double, _ digits: String) {
    #expect(PythonInteger.digits(value) == digits)
  }
}

@Suite struct ScalarSequenceTests {
  @Test func readsScalars() {
    #expect(Array(ScalarSequence(Array("aé東😀".utf8))) == [0x61, 0xE9, 0x6771, 0x1F600])
    #expect(Array(ScalarSequence([0xED, 0xB0, 0x80] as [UInt8])) == [0xDC00])
    #expect(Array(ScalarSequence([] as [UInt8])) == [])
  }

  @Test(
    arguments: [0x00, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xDC00, 0xFFFF, 0x10000, 0x10FFFF]
      as [UInt32])
  func writesWhatItReads(_ scalar: UInt32) {
    var bytes: [UInt8] = []
    bytes.append(codePoint: scalar)
    #expect(Array(ScalarSequence(bytes)) == [scalar])
    if let valid = Unicode.Scalar(scalar) { #expect(bytes == Array(String(valid).utf8)) }
    #expect(bytes.count == (scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4))
  }
}
