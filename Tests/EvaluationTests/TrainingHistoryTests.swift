// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Evaluation
import Foundation
import Reports
import Testing

@Suite struct TrainingHistoryTests {
  private func history(_ csv: String) throws -> TrainingHistory? {
    let folder = try TemporaryFolder()
    try folder.write(csv, to: TrainingHistory.fileName)
    return try TrainingHistory(folder: folder.url.path)
  }

  @Test func blankCellsAreNoPoints() throws {
    let history = try #require(
      try history(
        "step,training_loss,validation_loss,classification/auroc\n1,2.5,,\n2,1.5,2,\n"))
    #expect(history["training_loss"].map(\.value) == [2.5, 1.5])
    #expect(history["validation_loss"].map(\.step) == [2])
    #expect(history["classification/auroc"].isEmpty)
    let section = try #require(history.section)
    guard case .chart(let chart) = section.blocks[0] else {
      Issue.record("no chart")
      return
    }
    #expect(chart.series.map(\.name) == ["Training", "Validation"])
  }

  /// Completions of one token: whole ones and tokens are right together, and neither hides the other.
  @Test("Row 58: curves that are one have both names") func curvesThatAreOneHaveBothNames() throws {
    let section = try #require(
      try history(
        "step,validation_sequence_accuracy,validation_token_accuracy\n1,0.5,0.5\n2,0.75,0.75\n"
      )?.section)
    guard case .chart(let chart) = section.blocks[0] else {
      Issue.record("no chart")
      return
    }
    #expect(
      chart.series.map(\.name) == ["Validation, whole completions = Validation, tokens"])
  }

  @Test func longRunsAreSmoothed() throws {
    let rows = (1...400).map { "\($0),\($0 % 2 == 0 ? 1 : 3)" }.joined(separator: "\n")
    let section = try #require(try history("step,training_loss\n\(rows)\n")?.section)
    guard case .chart(let chart) = section.blocks[0] else {
      Issue.record("no chart")
      return
    }
    #expect(chart.series[0].points.count == 400)
    #expect(chart.series[0].points[100...200].allSatisfy { abs($0.y - 2) < 0.2 })
  }

  /// A hundredth of the points on each side of one: with fewer than a hundred, none.
  @Test(arguments: [
    (99, "Training"), (100, "Training, mean of 3 steps"), (199, "Training, mean of 3 steps"),
    (200, "Training, mean of 5 steps"),
  ])
  func theNameTellsHowManyStepsAreAveraged(_ count: Int, _ name: String) throws {
    let rows = (1...count).map { "\($0),\($0)" }.joined(separator: "\n")
    let section = try #require(try history("step,training_loss\n\(rows)\n")?.section)
    guard case .chart(let chart) = section.blocks[0] else {
      Issue.record("no chart")
      return
    }
    #expect(chart.series.map(\.name) == [name])
    // At both ends the mean takes the points that there are.
    let half = Double(count / 100)
    #expect(chart.series[0].points.first?.y == 1 + half / 2)
    #expect(chart.series[0].points.last?.y == Double(count) - half / 2)
  }

  @Test func aFolderWithoutHistoryHasNone() throws {
    #expect(try TrainingHistory(folder: "/nonexistent") == nil)
    #expect(throws: AssayError.self) { try history("a,b\n1,2\n") }
  }
}
