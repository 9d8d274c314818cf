// SPDX-License-Identifier: Apache-2.0

import JSON
import Reports
import Testing
import Training

@testable import Sweep

/// What a search says of its trials.
@Suite struct TuneResultTests {
  private func trial(
    _ number: Int, rate: Double, loss: Double?, share: Double = 1
  ) -> TuneTrial {
    var trial = TuneTrial(number: number, model: "nano", folder: "s/trial-0\(number)")
    trial.values["learning_rate"] = .number(rate)
    trial.loss = loss
    trial.accuracy = loss.map { 1 - $0 / 4 }
    trial.share = share
    return trial
  }

  private func result(_ trials: [TuneTrial], best: Int) -> TuneResult {
    TuneResult(trials: trials, best: trials[best], criterion: .validationLoss, method: "random")
  }

  private var three: TuneResult {
    result(
      [
        trial(1, rate: 0.01, loss: 2), trial(2, rate: 0.001, loss: 1),
        trial(3, rate: 0.1, loss: nil),
      ], best: 1)
  }

  @Test func lessCostIsBetterByEitherFigure() {
    let done = trial(1, rate: 0.01, loss: 2)
    #expect(done.cost(.validationLoss) == 2)
    #expect(done.cost(.validationSequenceAccuracy) == 0.5)
    let diverged = trial(1, rate: 9, loss: nil)
    #expect(diverged.cost(.validationLoss) == .infinity)
    #expect(diverged.cost(.validationSequenceAccuracy) == .infinity)
  }

  @Test func programsAreToldAllTrials() throws {
    let json = three.json
    #expect(json["method"] == "random" && json["best_by"] == "loss")
    #expect(json["best"]?["trial"]?.integer == 2)
    let trials = try #require(json["trials"]?.array)
    #expect(trials.map { $0["trial"]?.integer } == [1, 2, 3])
    #expect(trials[0]["hyperparameters"]?["learning_rate"]?.double == 0.01)
    #expect(trials[2]["validation_loss"] == .null)
  }

  @Test func theTableHasTheBetterFirst() throws {
    let report = three.report
    #expect(report.summary == "3 trials by random; the best is trial 2, in s/trial-02")
    #expect(report.verdict.hasPrefix("Best with learning_rate 0.001: validation loss 1"))
    guard case .table(let table) = report.sections[0].blocks[0] else {
      Issue.record("there is no table")
      return
    }
    #expect(
      table.columns.map(\.name) == [
        "Trial", "learning_rate", "Share", "Loss", "Sequence accuracy", "Seconds",
      ])
    #expect(table.rows.map { $0[0] } == [.number(2), .number(1), .number(3)])
    #expect(table.rows[2][3] == ReportTable.Cell.none)
  }

  @Test func theChartHasTheRatesByMagnitude() throws {
    guard case .chart(let chart) = three.report.sections[0].blocks[1] else {
      Issue.record("there is no chart")
      return
    }
    let points = chart.series[0].points
    #expect(points.map { ($0.x * 1000).rounded() } == [-3000, -2000])
    #expect(points.map(\.y) == [1, 2])
  }

  @Test func partsOfRunsAreInNoChart() {
    let halved = result(
      [trial(1, rate: 0.01, loss: 2, share: 1.0 / 3), trial(1, rate: 0.01, loss: 1)], best: 1)
    #expect(halved.report.sections[0].blocks.count == 1)
  }

  @Test func modelsAreNamedWhereTheyDiffer() {
    var other = trial(2, rate: 0.01, loss: 1)
    other.model = "micro"
    let sizes = result([trial(1, rate: 0.01, loss: 2), other], best: 1)
    guard case .table(let table) = sizes.report.sections[0].blocks[0] else {
      Issue.record("there is no table")
      return
    }
    #expect(table.rows.map { $0[1] } == [.text("micro"), .text("nano")])
  }
}
