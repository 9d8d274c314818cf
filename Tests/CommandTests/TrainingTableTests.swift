// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

/// What `assay train` shows of its course: a table that fits 80 columns, and what comes next.
@Suite struct TrainingTableTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.writeSmallModel(positions: 32)
    for name in ["train.jsonl", "valid.jsonl"] {
      let rows = (0..<24).map { row in
        #"{"prompt":"\#(name) \#(row) ->","completion":" \#(row % 2 == 0 ? "yes" : "no")"}"#
      }
      try folder.write(rows.joined(separator: "\n") + "\n", to: name)
    }
  }

  @Test func eachEpochIsARowOfSteadyColumns() throws {
    let outcome = try BuiltBinary.run(
      [
        "train", "-t", "train.jsonl", "-v", "valid.jsonl", "-m", "config.json", "-o", "m",
        "--epochs", "3", "--precision", "f32",
      ], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = outcome.errors.components(separatedBy: "\n")
    let head = try #require(lines.firstIndex { $0.hasPrefix(" epoch    step  train loss") })
    let rows = lines[(head + 1)...].prefix(3)
    #expect(rows.map { $0.split(separator: " ")[0] } == ["1", "2", "3"])
    #expect(rows.allSatisfy { $0.count <= 80 })
    let ends = rows.map { $0.replacing("  best", with: "").count }
    #expect(Set(ends) == [lines[head].count])
    #expect(lines.contains("next: assay eval -m m -f valid.jsonl"))
    #expect(outcome.output == "m\n")
  }

  /// Rows that contradict what is learned: the longer it is learned, the worse they do.
  @Test func anEarlierEpochThatWasBetterIsSaid() throws {
    for (name, odd) in [("a.jsonl", "yes"), ("b.jsonl", "no")] {
      let rows = (0..<24).map { row in
        let answer = row % 2 == 0 ? odd : odd == "yes" ? "no" : "yes"
        return #"{"prompt":"\#(row % 2 == 0 ? "good" : "bad") row ->","completion":" \#(answer)"}"#
      }
      try folder.write(rows.joined(separator: "\n") + "\n", to: name)
    }
    func train(_ more: [String]) throws -> String {
      let outcome = try BuiltBinary.run(
        [
          "train", "-t", "a.jsonl", "-v", "b.jsonl", "-m", "config.json", "-o", "m", "--overwrite",
          "--epochs", "8", "--learning-rate", "0.03", "--precision", "f32",
        ] + more, in: folder.url)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return outcome.errors
    }
    let told = try train([])
    #expect(told.contains("kept        the last weights, with a validation loss of "))
    #expect(told.contains(": --keep-best keeps those\n"), "\(told)")
    #expect(told.contains(#/\n            after epoch [1-7] of 8 it was \d/#))
    let kept = try train(["--keep-best"])
    #expect(kept.contains(#/kept        the weights after epoch [1-7] of 8, the best evaluation/#))
  }

  @Test func withoutValidationNewRowsAreNext() throws {
    let outcome = try BuiltBinary.run(
      [
        "train", "-t", "train.jsonl", "-m", "config.json", "-o", "a folder", "--epochs", "1",
        "--precision", "f32",
      ], in: folder.url)
    #expect(outcome.errors.contains("next: assay predict -m 'a folder' NEW_FILE\n"))
    #expect(outcome.errors.contains("\n epoch    step  train loss  tokens/s\n"))
  }
}
