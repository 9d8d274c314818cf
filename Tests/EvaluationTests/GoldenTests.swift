// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Evaluation
import EvaluationMetrics
import Foundation
import JSON
import Testing

/// Every figure against scikit-learn; the fixture names the script that made it.
@Suite struct GoldenTests {
  @Test("Row 57: figures equal scikit-learn's", arguments: 0..<3) func figuresEqualScikitLearn(
    index: Int
  ) throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/sklearn.json")
    let fixture = try JSONParser.parse(Array(Data(contentsOf: url)), file: "sklearn.json")
    let golden = try #require(fixture["cases"]?.array)[index]
    let names = try #require(golden["classes"]?.array).compactMap(\.string)
    let labels = try #require(golden["labels"]?.array).compactMap(\.integer)
    let scores = try #require(golden["scores"]?.array).flatMap { $0.array ?? [] }
    let evaluation = try ClassificationEvaluation(
      ClassificationPredictions(
        classes: ClassList(names), labels: labels,
        scores: ScoreMatrix(values: scores.compactMap(\.double), classCount: names.count)))
    let figures = try #require(golden["figures"]?.object).members
    #expect(figures.count >= 12)
    for figure in figures {
      let got = try #require(evaluation.figure(figure.key)?.value, "\(figure.key)")
      let wanted = try #require(figure.value.double)
      #expect(abs(got - wanted) <= 1e-9, "\(figure.key): \(got), wanted \(wanted)")
    }
  }
}
