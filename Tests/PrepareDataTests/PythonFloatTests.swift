// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PrepareData

@Suite struct PythonFloatTests {
  @Test(arguments: [
    (0.0, "0.0"), (-0.0, "-0.0"), (1.0, "1.0"), (2.5, "2.5"), (0.1, "0.1"), (1e16, "1e+16"),
    (9_999_999_999_999_998, "9999999999999998.0"), (1e-4, "0.0001"), (1e-5, "1e-05"),
    (1.5e-7, "1.5e-07"), (1e22, "1e+22"), (1.7976931348623157e308, "1.7976931348623157e+308"),
    (.leastNonzeroMagnitude, "5e-324"), (123_456.789, "123456.789"), (-1e100, "-1e+100"),
    (.infinity, "inf"),
    (-.infinity, "-inf"), (.nan, "nan"),
  ])
  func printsLikePython(_ value: Double, _ text: String) {
    #expect(PythonFloat.representation(value) == text)
  }

  @Test(arguments: [
    (3.0, "3"), (-5.0, "-5"), (1e20, "100000000000000000000"),
    (1.2345678901234567e25, "12345678901234566097272832"), (-0.0, "0"),
  ])
  func writesWholeNumbersInFull(_ value: Double, _ text: String) {
    #expect(PythonInteger.digits(value) == text)
  }

  @Test func readsWholeNumbersLikePython() {
    #expect(PythonInteger.normalized(" 007 ") == "7")
    #expect(PythonInteger.normalized("-0") == "0")
    #expect(PythonInteger.normalized("1_000") == "1000")
    #expect(PythonInteger.normalized("+12345678901234567890123") == "12345678901234567890123")
    for text in ["", "1__0", "_1", "1_", "1.0", "--1", "x"] {
      #expect(PythonInteger.normalized(text) == nil)
    }
  }
}
