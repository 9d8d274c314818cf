// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

@Suite struct PlanCommandTests {
  @Test func testRowsFollowFromTheAccuracy() throws {
    let folder = try TemporaryFolder()
    let outcome = try BuiltBinary.run(
      ["plan", "--difference", "0.01", "--accuracy", "0.9", "--format", "json"], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let json = try JSONParser.parse(Array(outcome.output.utf8), file: "-")
    // (1.96 sqrt(0.18) + 0.842 sqrt(0.1799))^2 / 0.0001
    #expect(json["test_rows"]?.array?.last?["rows"] == 14_126)
    #expect(json["training_rows"] == .null)
  }

  @Test func predictionsSayHowOftenModelsDisagree() throws {
    let folder = try TemporaryFolder()
    let labels = (0..<40).map { $0 % 2 == 0 ? "yes" : "no" }
    for (name, wrong) in [("a", 4), ("b", 8)] {
      let rows = labels.enumerated().map { index, label in
        "\(label),\(index % 10 == (wrong == 4 ? 1 : 2) || wrong == 8 && index % 10 == 3 ? "no" : label)"
      }
      try folder.write(
        "label,prediction\n" + rows.joined(separator: "\n") + "\n", to: "\(name).csv")
    }
    let outcome = try BuiltBinary.run(
      ["plan", "--predictions", "a.csv", "--predictions", "b.csv", "--format", "json"],
      in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let json = try JSONParser.parse(Array(outcome.output.utf8), file: "-")
    #expect(json["test_rows"]?.array?.count == 1)
    #expect(json["test_rows"]?.array?[0]["disagreement"] == 0.1)
  }

  @Test func trainingRowsFollowFromTheCurve() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<120).map { "text \($0) \($0 % 2 == 0 ? "fine" : "poor"),\($0 % 2)" }
    try folder.write("text,label\n" + rows.joined(separator: "\n") + "\n", to: "rows.csv")
    let outcome = try BuiltBinary.run(
      [
        "plan", "rows.csv", "--prompt-column", "text", "--completion-column", "label", "--target",
        "0.99",
      ], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("Training rows") && outcome.output.contains("There are 120."))
  }

  @Test(arguments: [
    (["--difference", "2"], "--difference must be between 0 and 1"),
    (["--predictions", "a"], "--predictions must be given twice"),
    (["--target", "0.9"], "needs a file"), (["x.csv"], "--target"),
    (["missing.csv", "--target", "0.9"], "missing.csv"),
  ]) func whatCannotWorkEndsWith2(arguments: [String], message: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try BuiltBinary.run(["plan"] + arguments, in: folder.url)
    #expect(outcome.status == 2 && outcome.output == "")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }
}
