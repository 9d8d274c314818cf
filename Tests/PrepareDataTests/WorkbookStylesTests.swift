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
    #expect(WorkbookDate.text(1e12, startsIn1904: false, isSpan: true) == nil)
    #expect(WorkbookDate.text(3e6, startsIn1904: false, isSpan: false) == nil)
  }

  @Test func readsISO8601() {
    #expect(WorkbookDate.text(iso: "2021-02-03T04:05:06") == "2021-02-03 04:05:06")
    #expect(WorkbookDate.text(iso: "2021-02-03") == "2021-02-03")
    #expect(WorkbookDate.text(iso: "04:05") == "04:05:00")
    #expect(WorkbookDate.text(iso: "2021-02-03T04:05:06.5Z") == "2021-02-03 04:05:06.500000")
    #expect(WorkbookDate.text(iso: "2021-02-30") == nil)
  }
}
