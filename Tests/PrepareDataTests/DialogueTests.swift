// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Testing

@testable import PrepareData

@Suite struct DialogueTests {
  private static let classification =
    "prompt,completion\n" + (0..<8).map { "P\($0),Label\($0 % 2)\n" }.joined()

  /// Runs with answers by question; what is not listed is accepted.
  private func run(
    _ text: String, name: String = "t.csv", declining declined: [String] = []
  ) throws -> (outcome: PreparationOutcome, questions: [String], names: [String]) {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: name)
    var questions: [String] = []
    let dialogue = PreparationDialogue(
      say: { _ in },
      accept: { question in
        questions.append(question)
        return !declined.contains { question.contains($0) }
      })
    let outcome = try Preparation.run(path: path, dialogue: dialogue)
    return (outcome, questions, try folder.names.filter { $0 != name })
  }

  @Test func asksInTheOrderOfTheChecks() throws {
    let (outcome, questions, names) = try run(Self.classification)
    let expected = [
      "lower case", "separator", "Cut", "space", "Split", "Write the data",
    ]
    #expect(questions.count == expected.count)
    for (question, part) in zip(questions, expected) { #expect(question.contains(part)) }
    #expect(names == ["t_prepared_train.jsonl", "t_prepared_valid.jsonl"])
    #expect(outcome.rowCounts == [6, 2])
  }

  @Test func decliningTheLastQuestionWritesNothing() throws {
    let (outcome, _, names) = try run(Self.classification, declining: ["Write the data"])
    #expect(outcome.isDeclined)
    #expect(names == [])
  }

  /// Without a change there is nothing to write, whatever the file lacks.
  @Test func decliningEveryFixWritesNothing() throws {
    let (outcome, questions, names) = try run(
      #"{"prompt":"a","completion":"x"}"# + "\n" + #"{"prompt":"b","completion":"y"}"#,
      name: "t.jsonl", declining: ["separator", "ending", "space"])
    #expect(questions.count == 3 && names == [] && !outcome.isDeclined)
    #expect(outcome.separator == "``" && outcome.ending == "``")
  }

  @Test func withoutSplitThereIsOneFile() throws {
    let (outcome, _, names) = try run(Self.classification, declining: ["Split"])
    #expect(names == ["t_prepared.jsonl"])
    #expect(outcome.rowCounts == [8])
  }

  @Test func aCleanFileIsLeftAlone() throws {
    let rows =
      #"{"prompt":"a ->","completion":" x\n"}"# + "\n" + #"{"prompt":"b ->","completion":" y\n"}"#
    let (outcome, questions, names) = try run(rows, name: "t.jsonl")
    #expect(questions == [])
    #expect(names == [])
    #expect(outcome.separator == "` ->`")
    #expect(outcome.ending == "`\\n`")
  }

  /// A file and the codes of what the original does to it.
  struct Harm {
    let text: String
    var name = "t.jsonl"
    let codes: [RuleCode]

    static let all = [
      Harm(
        text: "prompt,completion\na,b,\nc,d,\n", name: "t.csv",
        codes: [.columnsShifted, .emptyCompletionsRemoved, .noRowLeft]),
      Harm(text: "prompt,completion\nNA,b\nc,d\n", name: "t.csv", codes: [.cellsEmptied]),
      Harm(
        text: lines(0..<8) { ("p\($0)", "category\($0 % 2)") }, codes: [.completionPrefixCut]),
      Harm(
        text: lines(0..<3) { ("The capital of \(["Poland", "France", "Peru"][$0]) is", "\($0)x") },
        codes: [.accidentalSeparator, .promptPrefixCut]),
      Harm(
        text: lines(0..<5) { ("p\($0)" + ($0 < 4 ? #"\n\n###\n\n"# : ""), "\($0)x") },
        codes: [.secondSeparatorAdded]),
    ]

    private static func lines(
      _ rows: Range<Int>, _ row: (Int) -> (prompt: String, completion: String)
    ) -> String {
      rows.map(row).map { #"{"prompt":"\#($0.prompt)","completion":"\#($0.completion)"}"# }
        .joined(separator: "\n")
    }
  }

  @Test(arguments: Harm.all)
  func warnsOfHarm(_ harm: Harm) throws {
    #expect(try run(harm.text, name: harm.name).outcome.violations.map(\.code) == harm.codes)
  }
}
