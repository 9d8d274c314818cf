// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Reports
import Tables
import Testing

@testable import Evaluation

@Suite struct DatasetStatisticsTests {
  /// Statistics with bytes as tokens.
  private func statistics(
    _ rows: String, header: String = "prompt,completion", limit: Int? = nil,
    prompt: String = "prompt"
  ) throws -> DatasetStatistics {
    let source = try TableSource(contents: Array("\(header)\n\(rows)".utf8), path: "rows.csv")
    return try DatasetStatistics(
      source, promptColumn: prompt, completionColumn: "completion", limit: limit
    ) { $0.count }
  }

  @Test func lengthsOfEachPart() throws {
    let found = try statistics("é,xyz\nabc,u\n", limit: 4)
    #expect(found.promptTokens.longest == 3 && found.promptTokens.shortest == 2)
    #expect(found.completionTokens.total == 4)
    #expect(found.tokens.total == 9 && found.tokens.longest == 5)
    // Two bytes, one character.
    #expect(found.characters.total == 8)
    #expect(found.overlong == 1 && found.path == "rows.csv")
  }

  /// Chats beside columns that hold nothing are not counted as rows without text.
  @Test func chatsAreRefused() throws {
    let row =
      #"{"prompt": null, "completion": null, "messages": [{"role": "user", "content": "a"}]}"#
    let source = try TableSource(contents: Array("\(row)\n".utf8), path: "rows.jsonl")
    #expect {
      try DatasetStatistics(source, promptColumn: "prompt", completionColumn: "completion") {
        $0.count
      }
    } throws: {
      "\($0)".contains("the rows are chats")
    }
  }

  @Test func withoutALimitNothingIsOverlong() throws {
    #expect(try statistics("a,b\n").overlong == 0)
    #expect(try statistics("a,b\n", limit: 2).overlong == 0)
    #expect(try statistics("a,b\n", limit: 1).overlong == 1)
  }

  /// The rule of the linter: more than three rows for each class.
  @Test func classesAreThoseOfTheLinter() throws {
    let few = (0..<24).map { "p\($0), label\($0 % 10)\n" }.joined()
    #expect(try statistics(few).classes == nil)
    let many = (0..<24).map { "p\($0), label\($0 % 7)\n" }.joined()
    #expect(try statistics(many).classes?.count == 7)
    #expect(try statistics(many).classes?[" label0"] == 4)
  }

  @Test func spellingsOfALabelAreCountedAsOne() throws {
    let rows = "a, yes\nb,yes\nc, no\nd, no\ne, yes\nf, yes \ng, no\n"
    #expect(try statistics(rows).classes == [" yes": 4, " no": 3])
  }

  @Test func columnsAreFoundAsTheLinterFindsThem() throws {
    #expect(try statistics("b,abc\n", header: "Completion,PROMPT ").promptTokens.total == 3)
    #expect(try statistics("b\n", header: "completion").promptTokens.total == 0)
    #expect(throws: AssayError.self) { try statistics("b\n", header: "completion", prompt: "text") }
    #expect(throws: AssayError.self) { try statistics("b\n", header: "prompt") }
    #expect(throws: AssayError.self) { try statistics("") }
  }

  @Test func theReportCountsEpochsAndMoney() throws {
    let found = try statistics("ab,cd\nef,gh\n", limit: 3)
    let data = found.report(.init(epochs: 3, price: 1_000_000)).data
    #expect(data["trained_tokens"] == 24 && data["cost"]?.double == 24)
    #expect(data["overlong_rows"] == 2 && data["limit"] == 3 && data["classes"] == .null)
    let free = try statistics("ab,cd\n").report(.init(epochs: 1)).data
    #expect(free["cost"] == .null && free["overlong_rows"] == .null)
    let report = found.report(.init(epochs: 3))
    #expect(report.inputs == ["rows.csv"] && report.summary == "rows.csv, 2 rows")
  }
}
