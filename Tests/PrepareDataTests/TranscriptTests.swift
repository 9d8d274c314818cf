// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Testing

@testable import PrepareData

/// What a run says and asks, line by line.
@Suite struct TranscriptTests {
  private struct Run {
    var lines: [String] = []
    var outcome: PreparationOutcome
    var written: [String: String]
  }

  private func run(
    _ text: String, _ name: String, declining declined: [String] = []
  ) throws -> Run {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: name)
    var lines: [String] = []
    let dialogue = PreparationDialogue(
      say: { lines.append($0) },
      accept: { question in
        lines.append("? " + question)
        return !declined.contains { question.contains($0) }
      })
    let outcome = try Preparation.run(path: path, dialogue: dialogue)
    var written: [String: String] = [:]
    for file in try folder.names where file != name { written[file] = try folder.text(of: file) }
    return Run(lines: lines, outcome: outcome, written: written)
  }

  @Test func factsComeBeforeActions() throws {
    let run = try run("Prompt,completion,id\nwho,me,1\nwhere,here,2\n", "t.csv")
    #expect(
      run.lines == [
        "- by its extension the file is CSV",
        "- the file holds 2 prompt-completion pairs; a few hundred are better, and each doubling "
          + "tends to help as much as the last",
        "- the column `prompt` should be named in lower case",
        "- there should be two columns only; these are surplus: `id`",
        "- the prompts have no common separator, which shows where the completion begins",
        "- all prompts begin with `wh`",
        "- all completions end with `e`",
        "- some completions hold `e` more than once",
        "- completions should begin with a space, which suits the way tokens are cut",
        "actions:",
        "- [necessary] Convert the file from CSV to JSONL",
        "- [necessary] Name the column `prompt`",
        "- [necessary] Remove the columns `id`",
        "? - [recommended] Add the separator ` ->` to all prompts",
        "? - [recommended] Add a space to the start of the completions",
        "? Write the data to a new JSONL file",
      ])
    #expect(
      run.written == [
        "t_prepared.jsonl": #"{"prompt":"who ->","completion":" me"}"# + "\n"
          + #"{"prompt":"where ->","completion":" here"}"# + "\n"
      ])
    #expect(run.outcome.task == .conditional && run.outcome.classCount == nil)
    #expect(run.outcome.separator == "` ->`" && run.outcome.ending == "`e`")
    #expect(run.outcome.rowCounts == [2] && run.outcome.violations.isEmpty)
  }

  @Test func aFileThatIsFineIsLeftAlone() throws {
    let rows = ["one", "two"].map { #"{"prompt":"\#($0) ->","completion":" \#($0)!\n"}"# }
    let run = try run(rows.joined(separator: "\n"), "t.jsonl")
    #expect(run.lines.last == "nothing to change" && run.written.isEmpty)
    #expect(run.outcome.files == [] && !run.outcome.isDeclined)
  }

  @Test func classificationIsSplitOnRequest() throws {
    let rows = (0..<10).map { #"{"prompt":"p\#($0) ->","completion":" \#($0 % 2)"}"# }
    let text = rows.joined(separator: "\n")
    let split = try run(text, "t.jsonl")
    #expect(
      split.lines.contains("- the data looks like classification: few completions, each many times")
    )
    #expect(
      split.lines.suffix(3) == [
        "nothing to change", "? - [recommended] Split into a training and a validation file",
        "? Write the data to a new JSONL file",
      ])
    #expect(Set(split.written.keys) == ["t_prepared_train.jsonl", "t_prepared_valid.jsonl"])
    #expect(split.written["t_prepared_valid.jsonl"]?.split(separator: "\n").count == 2)
    #expect(split.outcome.rowCounts == [8, 2] && split.outcome.classCount == 2)
    // Without the split nothing is changed, and nothing is written.
    let whole = try run(text, "t.jsonl", declining: ["Split"])
    #expect(whole.written.isEmpty && !whole.outcome.isDeclined)
    let declined = try run(text, "t.jsonl", declining: ["Write"])
    #expect(declined.written.isEmpty && declined.outcome.isDeclined)
  }

  /// Fixes run on what earlier ones left.
  @Test func declinedFixesAreLeftOut() throws {
    let text = "prompt,completion\na,one\na,one\nb,two\n"
    let all = try run(text, "t.csv")
    #expect(all.outcome.rowCounts == [2])
    #expect(all.lines.contains("? - [recommended] Remove 1 repeated rows"))
    let kept = try run(text, "t.csv", declining: ["repeated", "separator"])
    #expect(kept.outcome.rowCounts == [3])
    #expect(
      kept.written["t_prepared.jsonl"]?.hasPrefix(#"{"prompt":"a","completion":" one"#) == true)
  }

  @Test func halfAPairIsNeverWritten() throws {
    let rows = [
      #"{"prompt":"a\udc00 ->","completion":" x\n"}"#, #"{"prompt":"b","completion":" y\n"}"#,
    ]
    let error = #expect(throws: AssayError.self) {
      try run(rows.joined(separator: "\n"), "t.jsonl")
    }
    #expect(error?.code == .faultyLine)
  }

  @Test(arguments: [
    ("t.csv", "t_prepared.jsonl"), ("a.b.csv", "a.b_prepared.jsonl"), ("t.CSV", "t_prepared.jsonl"),
  ])
  func theNameIsKept(_ name: String, _ written: String) throws {
    #expect(try run("prompt,completion\na,x\nb,y\n", name).written.keys.sorted() == [written])
  }
}
