// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CommandOptions
import Testing

@Suite struct BetaListTests {
  @Test(arguments: [
    ("0.5,1,2", [0.5, 1, 2]), ("0.5 1 2", [0.5, 1, 2]), ("2", [2]), ("1,1,2,1", [1, 2]),
    ("1000", [1000]), ("0.001", [0.001]),
  ])
  func numbersStandWithCommasOrSpaces(text: String, wanted: [Double]) throws {
    #expect(try BetaList(parsing: text).values == wanted)
  }

  @Test(arguments: [
    ("0", "'0'"), ("-1", "'-1'"), ("1,,2", "''"), ("1,", "''"), ("", "''"), ("1000.5", "'1000.5'"),
    ("nan", "'nan'"), ("inf", "'inf'"), ("1;2", "'1;2'"), ("1,two", "'two'"),
  ])
  func whatIsNoBetaIsNamed(text: String, part: String) {
    let error = #expect(throws: AssayError.self) { try BetaList(parsing: text) }
    #expect(error?.message == "\(part) is not a beta")
    #expect(error?.remedy?.contains("up to 1000") == true)
  }

  @Test func wholeNumbersAreWrittenWithoutAPoint() {
    #expect(BetaList([0.5, 1, 2]).description == "0.5,1,2")
    #expect(BetaList([]).description == "")
  }
}
