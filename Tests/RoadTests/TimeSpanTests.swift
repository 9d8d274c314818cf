// SPDX-License-Identifier: Apache-2.0

import Road
import Testing

@Suite struct TimeSpanTests {
  @Test(
    arguments: [
      ("90s", 90), ("5min", 300), ("5 minutes", 300), ("1.5h", 5400), ("1h30min", 5400), ("2", 120),
      ("0s", nil), ("", nil), ("soon", nil), ("5 weeks", nil), ("-5min", nil),
    ] as [(String, Double?)])
  func timesAreReadAsPeopleWriteThem(text: String, seconds: Double?) {
    #expect(TimeSpan.seconds(text) == seconds)
  }
}
