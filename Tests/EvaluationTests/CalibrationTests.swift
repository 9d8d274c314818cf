// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Evaluation
import EvaluationMetrics
import Reports
import Testing

@Suite struct CalibrationTests {
  /// Says 0.9 where it is right in 6 of 10 rows.
  private func predictions(right: Int, of count: Int) -> ClassificationPredictions {
    let labels = (0..<count).map { $0 < right ? 1 : 0 }
    return ClassificationPredictions(
      classes: ClassList(["no", "yes"]), labels: labels,
      scores: ScoreMatrix(values: labels.flatMap { _ in [0.1, 0.9] }, classCount: 2))
  }

  @Test func aTooSureModelIsSoftenedToItsAccuracy() throws {
    let calibration = try Calibration(file: "v", fittedOn: predictions(right: 6, of: 10))
    #expect(calibration.temperature > 1)
    let softened = calibration.applied(to: predictions(right: 3, of: 4))
    let score = try #require(softened.scores?[0, 1])
    #expect(abs(score - 0.6) < 1e-6)
    #expect(softened.labels == [1, 1, 1, 0] && softened.predictions == [1, 1, 1, 1])
  }

  @Test func whatElseIsKnownOfTheRowsStays() throws {
    let calibration = try Calibration(file: "v", fittedOn: predictions(right: 6, of: 10))
    var known = predictions(right: 1, of: 2)
    known.prompts = ["p", "q"]
    known.slices = ["x", "y"]
    known.numbers = [3, 7]
    let tokens = [
      [ReportToken(text: "a", logProbability: -1)], [ReportToken(text: "b", logProbability: -2)],
    ]
    known.tokens = tokens
    let softened = calibration.applied(to: known)
    #expect(softened.prompts == ["p", "q"] && softened.slices == ["x", "y"])
    #expect(softened.numbers == [3, 7] && softened.tokens == tokens)
  }

  @Test func rowsThatAreAllRightFitNothing() {
    #expect(throws: AssayError.self) {
      try Calibration(file: "v", fittedOn: predictions(right: 10, of: 10))
    }
  }
}
