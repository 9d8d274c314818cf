// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Tables

@Suite struct NumberFormatTests {
  @Test(
    arguments: [
      ("0%", 0.85, "85%"), ("0", 7, "7"), ("0", 7.5, "8"), ("#,##0_);(#,##0)", 5, "5"),
      ("0.0%", 0.125, "12.5%"), ("00000", 123, "00123"),
      ("0.00", 7.5, "7.50"), ("#,##0", 1_234_567, "1,234,567"), ("#,##0.00", 1234.5, "1,234.50"),
      ("\"$\"#,##0.00", 5, "$5.00"), ("$0.00", -5, "-$5.00"), ("0.00E+00", 12345, "1.23E+04"),
      ("0.00E+00", 9.999, "1.00E+01"), ("0.00E+00", 0.00012, "1.20E-04"),
      ("[$€-407]0.00", 3, "€3.00"),
      ("0.00 [$€-407]", 3, "3.00 €"), ("0;(0)", -4, "(4)"), ("0;-0;\"none\"", 0, "none"),
      ("0.##", 1.5, "1.5"), ("0\\d", 3, "3d"), ("[Red]0.0", 2, "2.0"),
      ("0 \"pieces\"", 12, "12 pieces"), ("0.0E+0", 12345, "1.2E+4"),
    ] as [(String, Double, String)])
  func showsNumbersAsSheetsDo(_ code: String, _ number: Double, _ text: String) {
    #expect(NumberFormat(code)?.shown(number) == text)
  }

  @Test(arguments: ["# ?/?", "[>9]0;0.0", "000-0000", "0,", "##0.0E+0", "0.0E+"])
  func whatIsNotKnownIsNotSaid(_ code: String) {
    #expect(NumberFormat(code) != nil && NumberFormat(code)?.shown(1234.5) == nil)
  }

  @Test func plainFormatsAreNone() {
    #expect(NumberFormat("@") == nil)
    let formats = NumberFormats(formats: [0, 9, 14, 164, 165], codes: [164: "General", 165: "00"])
    #expect((0...5).map { formats.format($0) != nil } == [false, true, false, false, true, false])
  }
}
