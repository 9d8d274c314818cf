// SPDX-License-Identifier: Apache-2.0

import Reports
import Testing

@Suite struct TextPlotTests {
  @Test func aFallingLineFallsFromLeftToRight() {
    let plot = TextPlot(
      line: [.init(x: 0, y: 2), .init(x: 10, y: 0.5)], width: 8, height: 3)
    #expect(plot.lines.count == 3)
    #expect(plot.lines[0].hasPrefix("2.000 ┤") && plot.lines[2].hasPrefix("0.500 ┤"))
    // The first character of the drawing is in the top line, the last in the bottom line.
    #expect(plot.lines[0].dropFirst(7).first != " " && plot.lines[0].count < plot.lines[2].count)
  }

  @Test func marksStandOnTheLine() {
    let plot = TextPlot(
      line: [.init(x: 0, y: 1), .init(x: 4, y: 1)], marks: [.init(x: 4, y: 3)], width: 5, height: 2)
    #expect(plot.lines[0] == "3.000 ┤    ●" && plot.lines[1].hasPrefix("1.000 ┤⣀"))
  }

  @Test func nothingToSeeIsNothing() {
    #expect(TextPlot(line: [.init(x: 1, y: 1)], width: 5, height: 2).lines.isEmpty)
    #expect(TextPlot(line: [], width: 5, height: 2).lines.isEmpty)
    let broken = TextPlot(
      line: [.init(x: 1, y: .nan), .init(x: 2, y: .infinity)], width: 5, height: 2)
    #expect(broken.lines.isEmpty)
    #expect(
      TextPlot(line: [.init(x: 1, y: 1), .init(x: 2, y: 1)], width: 5, height: 2).lines.count == 2)
  }

  @Test(arguments: [
    (0.0, ""), (1, "████"), (0.5, "██"), (0.001, "▏"), (0.28125, "█▏"), (7, "████"),
  ])
  func barsAreDrawnInEighths(share: Double, bar: String) {
    #expect(TextBar.drawn(share, width: 4) == bar)
  }
}
