// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@Suite struct CivilDateTests {
  /// Made with Python's datetime.date and, outside its years, by hand from the length of an era.
  @Test(arguments: [
    (0, "1970-01-01"), (-1, "1969-12-31"), (59, "1970-03-01"), (789, "1972-02-29"),
    (790, "1972-03-01"), (11_016, "2000-02-29"), (-25_509, "1900-02-28"), (-25_508, "1900-03-01"),
    (20_090, "2025-01-02"), (2_932_896, "9999-12-31"), (2_932_897, "10000-01-01"),
    (-719_162, "0001-01-01"), (-719_468, "0000-03-01"), (-719_469, "0000-02-29"),
    (-719_529, "-0001-12-31"),
  ])
  func daysAreCountedFrom1970(days: Int, wanted: String) {
    #expect(CivilDate(daysSince1970: days).iso8601 == wanted)
  }
}
