// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

/// The main job from a raw file to a report, by the built binary.
@Suite struct WholeJobTests {
  @Test func lintFixTrainEvaluateReport() throws {
    let folder = try TemporaryFolder()
    func run(_ arguments: String...) throws -> BuiltBinary.Outcome {
      try BuiltBinary.run(arguments, in: folder.url)
    }
    _ = try run("samples", "sentiment")
    #expect(try run("lint", "reviews.csv").status == 1)
    #expect(try run("fix", "reviews.csv", "--yes", "--unsafe-fixes").status == 0)
    let training = try run(
      "train", "-t", "reviews_prepared_train.jsonl", "-v", "reviews_prepared_valid.jsonl",
      "-m", "nano", "-o", "model", "--epochs", "2")
    #expect(training.status == 0, "\(training.errors)")

    let figures = try run(
      "eval", "-m", "model", "-f", "reviews_prepared_valid.jsonl", "--format", "json")
    #expect(figures.status == 0, "\(figures.errors)")
    let evaluation = try JSONParser.parse(Array(figures.output.utf8), file: "eval.json")
    #expect((0...1).contains(try #require(evaluation["accuracy"]?.double)))
    #expect(evaluation["classes"]?.array?.count == 2)
    #expect(evaluation["auroc"]?.double != nil)

    let page = try run(
      "eval", "-m", "model", "-f", "reviews_prepared_valid.jsonl", "--format", "html", "--output",
      "report.html", "--require", "accuracy>=1.01")
    #expect(page.status == 1)
    let html = try folder.text(of: "report.html")
    for part in ["<svg", "ROC curve", "Precision-recall curve", "Loss"] {
      #expect(html.contains(part), "\(part)")
    }
    #expect(html.firstMatch(of: /(?:src|href)="https?:/) == nil)
  }
}
