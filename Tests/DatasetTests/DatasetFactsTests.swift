// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Tables
import Testing

@testable import Dataset

@Suite struct DatasetFactsTests {
  private func facts(
    _ rows: [(prompt: String, completion: String)], task: TrainingTask? = nil
  ) throws -> DatasetFacts {
    let text = rows.map { "\"\($0.prompt)\",\"\($0.completion)\"\n" }.joined()
    let source = try TableSource(
      contents: Array(("prompt,completion\n" + text).utf8), path: "rows.csv")
    var survey = DatasetSurvey()
    var reader = try source.open()
    while let batch = try reader.next() {
      batch.visit(try ExampleColumns.Pair(batch, names: ColumnNames(), of: source.format)) {
        survey.add(prompt: $2, completion: $3, row: $0, line: $1)
      }
    }
    return try DatasetFacts(survey, of: source, names: ColumnNames(), task: task)
  }

  @Test func aClassification() throws {
    let found = try facts(
      (0..<9).map { ("text \($0) ->", $0 % 4 == 0 ? " negative" : " positive") })
    #expect(found.rows == 9 && found.task == .classification)
    #expect(found.classes.map(\.label) == ["positive", "negative"])
    #expect(found.classes.map(\.count) == [6, 3])
    #expect(found.classes.map(\.firstRow) == [1, 0] && found.classes.map(\.firstLine) == [3, 2])
    #expect(found.separator == Ending(bytes: Array(" ->".utf8), rows: 9, total: 9))
    #expect(found.stop == nil)
  }

  @Test func endingsOfMostRowsAreCountedInASecondLook() throws {
    let found = try facts(
      (0..<10).map { ("question \($0)" + ($0 < 8 ? " ->" : ""), " \($0)\($0 == 5 ? "" : " END")") })
    #expect(found.task == .conditionalGeneration && found.classes.isEmpty)
    #expect(found.separator?.rows == 8 && found.stop?.rows == 9)
  }

  @Test func aTaskThatIsSettledIsKept() throws {
    let rows = (0..<4).map { (prompt: "text \($0)", completion: " \($0)") }
    #expect(try facts(rows, task: .classification).classes.count == 4)
    #expect(try facts(rows).classes.isEmpty)
  }

  @Test(arguments: 0...6)
  func halvesMerge(_ cut: Int) {
    let prompts = (0..<6).map { $0 == 2 ? "" : "p\($0) ->" }
    let completions = [" a", " b", " a", "", " a ", " b"]
    func survey(_ range: Range<Int>) -> DatasetSurvey {
      DatasetSurvey(prompts: Array(prompts[range]), completions: Array(completions[range]))
    }
    var left = survey(0..<cut)
    left.merge(survey(cut..<6))
    let whole = survey(0..<6)
    #expect(left.rows == 6 && left.labels.count == 2)
    #expect(left.prompt.blank == 1 && left[.completion].blank == 1)
    #expect(left.prompt.edges.suffix == whole.prompt.edges.suffix)
    #expect(left.task().evidence == whole.task().evidence)
    #expect(left.labels.sorted.map(\.count) == [3, 2])
  }
}
