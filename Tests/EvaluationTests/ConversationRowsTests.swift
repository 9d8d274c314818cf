// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import ChatTemplates
import Evaluation
import Tables
import Testing

/// Answers of conversations as rows to measure.
@Suite struct ConversationRowsTests {
  private static let template =
    "{% for m in messages %}{{ m.role[0] }}{% if m.role == 'assistant' %}{% generation %}{{ m.content }}."
    + "{% endgeneration %}{% else %}{{ m.content }}.{% endif %}{% endfor %}"

  private func rows(_ lines: String...) throws -> PromptRows {
    let folder = try TemporaryFolder()
    let path = try folder.write(lines.joined(separator: "\n") + "\n", to: "rows.jsonl")
    return try PromptRows(
      try TableSource(path: path), promptColumn: "prompt", completionColumn: "completion",
      template: try ChatTemplate(Self.template))
  }

  private func row(_ answers: (String, Double)...) -> String {
    let messages = answers.map {
      #"{"role": "user", "content": "q"}, {"role": "assistant", "content": "\#($0.0)", "weight": \#($0.1)}"#
    }
    return #"{"messages": [\#(messages.joined(separator: ", "))]}"#
  }

  @Test func eachAnswerThatCountsIsARow() throws {
    let found = try rows(row(("A", 1), ("B", 0), ("C", 0.5)), row(("D", 1)))
    #expect(found.prompts == ["uq.a", "uq.aA.uq.aB.uq.a", "uq.a"])
    #expect(found.completions == ["A.", "C.", "D."])
    #expect(found.slices == ["answer 1", "answer 2", "answer 1"])
    #expect(found.lines == [1, 1, 2])
  }

  /// Columns for a prompt and a completion that hold nothing make no pairs of chats.
  @Test func columnsWithoutTextAreNoPairs() throws {
    func nulls(_ row: String) -> String {
      "\(row.dropLast()), \"prompt\": null, \"completion\": null}"
    }
    let found = try rows(nulls(row(("A", 1))), nulls(row(("B", 1))))
    #expect(found.prompts == ["uq.a", "uq.a"] && found.completions == ["A.", "B."])
  }

  /// The form of most rows is the file's, and the others are named for what they are.
  @Test func aRowOfTheOtherFormIsNamed() throws {
    let pair = #"{"prompt": "p", "completion": "c"}"#
    let chat = row(("A", 1))
    #expect {
      try rows(chat, pair, chat)
    } throws: {
      "\($0)".contains("jsonl:2 (row 2): COL009: the row is a prompt with its completion")
    }
    #expect {
      try rows(pair, pair, chat)
    } throws: {
      "\($0)".contains("rows.jsonl:3 (row 3): COL009: the row is a chat among prompts")
    }
  }

  @Test func conversationsOfOneAnswerHaveNoTurnsToTellApart() throws {
    #expect(try rows(row(("A", 1)), row(("B", 1))).slices == nil)
  }
}
