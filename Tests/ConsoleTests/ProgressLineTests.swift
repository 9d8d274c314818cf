// SPDX-License-Identifier: Apache-2.0

import Console
import Testing

@Suite struct ProgressLineTests {
  private func line(
    _ label: String = "training", done: Int, left: Duration? = nil, detail: String = ""
  ) -> String {
    ProgressLine.line(label, done: done, of: 100, left: left, detail: detail)
  }

  @Test func theBarGrowsWithTheShare() {
    #expect(line(done: 0) == "training  ░░░░░░░░░░░░░░░░ 0 %")
    #expect(line(done: 50) == "training  ████████░░░░░░░░ 50 %")
    #expect(line(done: 100) == "training  ████████████████ 100 %")
  }

  @Test func theTimeLeftAndADetailFollow() {
    #expect(
      line(done: 50, left: .seconds(65), detail: "loss 0.5")
        == "training  ████████░░░░░░░░ 50 %  1 min 5 s left  loss 0.5")
  }

  @Test func theShareIsRoundedDownAndPartsWithoutTextAreLeftOut() {
    #expect(ProgressLine.line("x", done: 2, of: 3, left: nil, detail: "").hasSuffix(" 66 %"))
    #expect(ProgressLine.line("x", done: 999, of: 1000, left: nil, detail: "").hasSuffix(" 99 %"))
    #expect(line(done: 100, detail: "done").hasSuffix("100 %  done"))
  }

  /// A long label leaves room for the rest.
  @Test func aLabelHasAtMost24Columns() {
    let label = String(repeating: "l", count: 24)
    #expect(line(label, done: 100).hasPrefix(label + "  █"))
    #expect(!line(label + "m", done: 100).hasPrefix(label))
  }

  @Test func aLineFitsATerminal() {
    let long = String(repeating: "a very long name ", count: 10)
    #expect(line(long, done: 50, left: .seconds(3600), detail: long).count <= 79)
  }

  @Test(
    arguments: [
      (0, "0 s"), (59, "59 s"), (60, "1 min 0 s"), (3599, "59 min 59 s"), (3600, "1 h 0 min"),
      (7860, "2 h 11 min"),
    ])
  func timesAreToldInTheirUnits(seconds: Int, text: String) {
    #expect(ProgressLine.text(.seconds(seconds)) == text)
  }
}
