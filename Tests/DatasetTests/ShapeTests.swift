// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Tables
import Testing

@testable import Dataset

/// The shapes of published data sets, by their columns and cells.
@Suite struct ShapeTests {
  @Test func columnsTellTheShape() {
    #expect(DataShape(["id", "Messages"]) == .conversations(column: "Messages"))
    #expect(DataShape(["conversations", "system"])?.title.contains("ShareGPT") == true)
    #expect(DataShape(["messages", "chosen", "rejected"])?.title.hasPrefix("preferences") == true)
    #expect(DataShape(["Instruction", "Input", "Output"])?.title == "Alpaca")
    #expect(DataShape(["instruction", "context", "response", "category"])?.title == "Dolly")
    #expect(DataShape(["text"]) == .texts(column: "text"))
    #expect(DataShape(["lines"]) == .texts(column: "lines"))
    #expect(DataShape(["a", "b"]) == nil)
  }

  @Test(arguments: [
    (["custom_id", "method", "url", "body"], "These are requests to OpenAI's batch API"),
    (["id", "custom_id", "response", "error"], "These are answers of OpenAI's batch API"),
    (["query", "pos", "neg"], "These are rows to train a search on: `query`"),
    (["anchor", "positive"], "These are rows to train a search on: `anchor`"),
    (["prompt", "responses", "ranks"], "These are answers with their ranks"),
    (["query", "passage", "relevance"], "These are rows to train a search on, with how well"),
  ])
  func rowsForAnotherPurposeAreNamed(_ columns: [String], _ start: String) {
    #expect(DataShape(columns) == nil)
    #expect(ForeignRows(columns)?.remedy.hasPrefix(start) == true)
    let error = MissingColumns(names: ColumnNames(), columns: columns).error(file: "a.jsonl")
    #expect(error?.remedy?.hasPrefix(start) == true)
  }

  @Test func otherColumnsAreOfNoKnownPurpose() {
    #expect(ForeignRows(["a", "b"]) == nil && ForeignRows(["query", "score"]) == nil)
    #expect(ForeignRows(["custom_id", "prompt"]) == nil)
  }

  /// What is read as a prompt and its completion has no other parts: they are told as left out.
  @Test func promptAndCompletionStandAlone() {
    let pairs = PairColumns(["title", "prompt", "completion"])
    #expect(pairs?.parts == ["prompt"] && pairs?.answer == "completion")
    let squad = PairColumns(["title", "context", "question", "answers"])
    #expect(squad?.parts == ["title", "context", "question"] && squad?.instruction == "question")
  }

  @Test func transcriptsHaveTurns() {
    let turns = HumanTranscript(
      "\n\nHuman: Who?\n\nAssistant: Ann.\n\nBo.\n\nHuman:And?\n\nAssistant:")
    #expect(turns?.turns.map(\.role) == ["user", "assistant", "user", "assistant"])
    #expect(turns?.turns.map(\.text) == ["Who?", "Ann.\n\nBo.", "And?", ""])
    #expect(HumanTranscript("Human resources?") == nil && HumanTranscript("Who?") == nil)
  }

  private func messages(_ text: String, _ kind: CellKind) -> [JSONValue] {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { PreferenceMessages.messages($0, kind, role: "user") }
  }

  @Test func cellsOfPreferencesAreMessages() {
    let who: [JSONValue] = [["role": "user", "content": "Who?"]]
    #expect(messages("Who?", .text) == who && messages(" ", .text).isEmpty)
    #expect(messages(#"[{"role":"user","content":"Who?"}]"#, .nested) == who)
    #expect(messages(#"[{"role":"user","content":"Who?"}]"#, .text) == who)
    #expect(messages(#"{"messages":[{"role":"user","content":"Who?"}]}"#, .nested) == who)
    #expect(messages(#"{"from":"human","value":"Who?"}"#, .nested) == who)
    #expect(messages("[1]", .text) == [["role": "user", "content": "[1]"]])
  }
}
