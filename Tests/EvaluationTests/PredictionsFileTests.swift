// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Evaluation
import EvaluationMetrics
import Foundation
import Tables
import Testing

@Suite struct PredictionsFileTests {
  @Test func whatIsWrittenIsReadBack() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "p.jsonl").path
    let predictions = ClassificationPredictions(
      classes: ClassList([" \u{E9}", " e\u{301}", "\"q\"\n"]), labels: [0, 2, 1],
      scores: ScoreMatrix(
        values: [0.7, 0.2, 0.1, 0, 1, 0, 1.0 / 3, 1.0 / 3, 1.0 / 3], classCount: 3),
      prompts: ["a", "b\n\n###", "c"])
    try PredictionsFile.write(predictions, to: path)
    #expect(try PredictionsFile.read(TableSource(path: path)) == predictions)
  }

  @Test func tablesHaveLabelsAndPredictions() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("label,prediction,lang\n1,1,en\n0,1,de\n", to: "p.csv")
    let predictions = try PredictionsFile.read(TableSource(path: path), sliceColumn: "lang")
    #expect(predictions.classes.names == ["0", "1"])
    #expect(predictions.hits == [true, false])
    #expect(predictions.slices == ["en", "de"])
    #expect(throws: AssayError.self) {
      try PredictionsFile.read(TableSource(path: path), sliceColumn: "language")
    }
  }
}
