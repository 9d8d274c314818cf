// SPDX-License-Identifier: Apache-2.0

import Reports
import Testing

@Suite struct NumberTextTests {
  @Test func fixed() {
    #expect(NumberText.fixed(0.85225) == "0.8523")
    #expect(NumberText.fixed(-0.00001) == "0.0000")
    #expect(NumberText.fixed(-1.5, digits: 1) == "-1.5")
    #expect(NumberText.fixed(36.04365) == "36.0437")
    #expect(NumberText.fixed(0.99999) == "1.0000")
    #expect(NumberText.fixed(.nan) == "not a number")
  }

  @Test func counts() {
    #expect(NumberText.count(0) == "0")
    #expect(NumberText.count(3080) == "3,080")
    #expect(NumberText.count(-1_234_567) == "-1,234,567")
    #expect(NumberText.percent(0.8523) == "85.2 %")
  }
}
