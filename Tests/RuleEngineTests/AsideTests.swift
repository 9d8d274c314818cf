// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Dataset
import Foundation
import JSON
import RowsTestSupport
import Tables
import Testing

@testable import RuleEngine

/// What forms say besides findings, where it is wanted.
@Suite struct AsideTests {
  private static let rows = (0..<12).map {
    (prompt: "p\($0) ->", completion: $0 % 2 == 0 ? " yes" : " no")
  }

  private static func text(
    _ format: FindingFormat, statistics: Bool = false, sample: Int? = nil
  ) throws -> String {
    let report = try RenderedExample.report(rows, ["ROW001"])
    var options = RenderOptions()
    options.showsStatistics = statistics
    options.samples = try sample.map { ["example": try Self.sample($0)] } ?? [:]
    return format.renderer.render([report], options)
  }

  private static func sample(_ count: Int, seed: UInt64 = 0) throws -> RowSample {
    try RowSample(
      count, of: ExampleRows.source(rows), total: rows.count, seed: seed, names: ColumnNames(),
      maskers: [])
  }

  @Test(arguments: FindingFormat.allCases) func everyFormHasStatistics(format: FindingFormat) throws
  {
    let text = try Self.text(format, statistics: true)
    #expect(text.contains("12 rows have 2 different completions"), "\(text)")
    #expect(try Self.text(format).contains("12 rows have") == [.json, .html].contains(format))
  }

  /// Row 8: some rows to read.
  @Test(arguments: FindingFormat.allCases)
  func everyFormHasRandomRows(format: FindingFormat) throws {
    let sample = try Self.sample(3)
    #expect(sample.rows.count == 3)
    let text = try Self.text(format, sample: 3)
    #expect(try !Self.text(format).contains(sample.rows[0].texts[0].text))
    for row in sample.rows {
      let prompt = row.texts[0].text
      let escaped = prompt.replacingOccurrences(of: ">", with: "&gt;")
      #expect(text.contains(prompt) || text.contains(escaped), "\(text)")
    }
  }

  @Test func theSameSeedChoosesTheSameRows() throws {
    let numbers = { (seed: UInt64) in try Self.sample(5, seed: seed).rows.map(\.place.row) }
    #expect(try numbers(3) == numbers(3))
    #expect(try numbers(3) == numbers(3).sorted())
    #expect(try Set((0..<20).map { try numbers($0) }).count > 10)
    #expect(try Self.sample(50).rows.map(\.place.row) == Array(0..<12))
  }

  @Test func eachRowIsAsLikelyAsAnyOther() {
    var counts = [Int](repeating: 0, count: 10)
    for seed in 0..<UInt64(2000) {
      let chosen = RowSample.choice(of: 3, from: 10, seed: seed)
      #expect(chosen.count == 3)
      for row in chosen { counts[row] += 1 }
    }
    // 600 each; the seeds are given, so that the counts are the same each time.
    #expect(counts.allSatisfy { (500...700).contains($0) }, "\(counts)")
    #expect(RowSample.choice(of: 3, from: 0, seed: 1).isEmpty)
  }

  @Test func messagesOfAChatAreShownByWhoSpeaks() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      #"{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Yo"}]}"# + "\n",
      to: "chat.jsonl")
    let source = try TableSource(path: path)
    let sample = try RowSample(
      1, of: source, total: 1, seed: 0, names: ColumnNames(), maskers: [])
    #expect(
      sample.json == [
        [
          "row": 0, "line": 1,
          "texts": [
            ["name": "user", "text": "Hi"], ["name": "assistant", "text": "Yo"],
          ],
        ]
      ])
  }
}
