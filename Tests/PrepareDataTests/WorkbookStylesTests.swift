// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PrepareData

@Suite struct WorkbookStylesTests {
  @Test(arguments: [
    ("General", WorkbookStyles.Style.number), ("0.00", .number), ("[Red]0", .number),
    ("\"days\" 0", .number), ("0_d", .number), ("\\d0", .number), ("0;yyyy", .number),
    ("yyyy-mm-dd", .date), ("[$-409]d/m", .date), ("h:mm", .date), ("[h]:mm", .span),
    ("[ss].0", .span), ("[HH]:mm", .span),
  ])
  func knowsDates(_ format: String, _ style: WorkbookStyles.Style) {
    #expect(WorkbookStyles.style(of: format) == style)
  }

  @Test(arguments: [
    (44_197.0, "2021-01-01 00:00:00"), (44_197.75, "2021-01-01 18:00:00"), (0.75, "18:00:00"),
    (1.0, "1900-01-01 00:00:00"), (59.0, "1900-02-28 00:00:00"), (61.0, "1900-03-01 00:00:00"),
    (-5.0, "1899-12-25 00:00:00"), (44_197.123456, "2021-01-01 02:57:46.598000"),
  ])
  func printsMoments(_ serial: Double, _ text: String) {
    #expect(WorkbookDate.text(serial, startsIn1904: false, isSpan: false) == text)
  }

  @Test func printsSpans() {
    #expect(WorkbookDate.text(1.5, startsIn1904: false, isSpan: true) == "1 day, 12:00:00")
    #expect(WorkbookDate.text(-0.25, startsIn1904: false, isSpan: true) == "-1 day, 18:00:00")
    #expect(WorkbookDate.text(0.125, startsIn1904: false, isSpan: true) == "3:00:00")
    #expect(WorkbookDate.text(2, startsIn1904: false, isSpan: true) == "2 days, 0:00:00")
    #expect(WorkbookDate.text(-1, startsIn1904: false, isSpan: true) == "-1 day, 0:00:00")
    #expect(WorkbookDate.text(0, startsIn1904: false, isSpan: true) == "0:00:00")
    #expect(WorkbookDate.text(1e12, startsIn1904: false, isSpan: true) == nil)
    #expect(WorkbookDate.text(3e6, startsIn1904: false, isSpan: false) == nil)
  }

  @Test func readsISO8601() {
    #expect(WorkbookDate.text(iso: "2021-02-03T04:05:06") == "2021-02-03 04:05:06")
    #expect(WorkbookDate.text(iso: "2021-02-03") == "2021-02-03")
    #expect(WorkbookDate.text(iso: "04:05") == "04:05:00")
    #expect(WorkbookDate.text(iso: "2021-02-03T04:05:06.5Z") == "2021-02-03 04:05:06.500000")
    #expect(WorkbookDate.text(iso: "2021-02-30") == nil)
    for (part, shown) in [
      (".001", ".001000"), (".000", ""), (".01", ".010000"), (".9999", ".999000"),
    ] {
      #expect(WorkbookDate.text(iso: "04:05:06" + part) == "04:05:06" + shown)
    }
    #expect(WorkbookDate.text(iso: "23:59:59") == "23:59:59")
    for time in ["24:00:00", "23:60:00", "23:59:60"] {
      #expect(WorkbookDate.text(iso: time) == nil)
    }
  }

  /// The last day of each month, and the one behind it.
  @Test(arguments: zip(1...12, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]))
  func monthsEnd(_ month: Int, _ days: Int) {
    let start = "2021-\(month < 10 ? "0" : "")\(month)-"
    #expect(WorkbookDate.text(iso: "\(start)\(days)") == "\(start)\(days)")
    #expect(WorkbookDate.text(iso: "\(start)\(days + 1)") == nil)
    #expect(WorkbookDate.text(iso: "\(start)00") == nil)
  }

  @Test(arguments: [(2020, true), (2021, false), (1900, false), (2000, true)])
  func leapYearsHaveOneDayMore(_ year: Int, _ isLeap: Bool) {
    #expect((WorkbookDate.text(iso: "\(year)-02-29") != nil) == isLeap)
    #expect(WorkbookDate.text(iso: "\(year)-02-30") == nil)
  }

  @Test(arguments: ["2021-13-01", "2021-00-01", "0000-01-01", "24:00", "23:60", "23:59:60"])
  func whatIsNoMomentIsNone(_ text: String) {
    #expect(WorkbookDate.text(iso: text) == nil)
  }
}
