// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Dataset

@Suite struct TaskInferenceTests {
  private func survey(_ completions: [String], prompt: String = "p") -> DatasetSurvey {
    DatasetSurvey(
      prompts: completions.indices.map { prompt.isEmpty ? "" : "\(prompt) \($0)" },
      completions: completions)
  }

  private func labels(_ count: Int, rows: Int) -> [String] {
    (0..<rows).map { " label \($0 % count)" }
  }

  /// The rule of the legacy guide's tool: fewer different completions than a third of the rows.
  @Test(arguments: [
    (10, 24, false), (8, 24, false), (7, 24, true), (1, 3, false), (1, 4, true), (2, 7, true),
    (24, 24, false),
  ])
  func aThirdOfTheRows(_ count: Int, _ rows: Int, _ isClassification: Bool) {
    let (task, evidence) = survey(labels(count, rows: rows)).task()
    #expect(task == (isClassification ? .classification : .conditionalGeneration))
    let completions = count == 1 ? "completion" : "completions"
    #expect(evidence == "\(rows) rows have \(count) different \(completions)")
  }

  @Test func longCompletionsAreAnswers() {
    func task(_ length: Int) -> TrainingTask {
      let (one, other) = (
        String(repeating: "a", count: length), String(repeating: "b", count: length)
      )
      return survey((0..<12).map { $0 % 2 == 0 ? one : other }).task().0
    }
    #expect(task(48) == .classification)
    #expect(task(49) == .conditionalGeneration)
  }

  @Test func withoutPromptsItIsOpenEnded() {
    #expect(survey(labels(2, rows: 12), prompt: "").task().0 == .openEndedGeneration)
    let one = DatasetSurvey(prompts: ["", "x", ""], completions: [" a", " b", " c"])
    #expect(one.task().0 == .conditionalGeneration)
    #expect(
      survey([" a"], prompt: "").task(wanted: .conditionalGeneration).0 == .openEndedGeneration)
  }

  @Test func completionsThatAreAllBlankAreNoLabels() {
    let (task, evidence) = survey(["", " ", "", ""]).task()
    #expect(task == .conditionalGeneration)
    #expect(evidence == "4 rows have 0 different completions")
    #expect(survey(["a", "", "", ""]).task().0 == .classification)
  }

  @Test func messagesAreAChat() {
    #expect(survey(["", ""], prompt: "").task(hasMessages: true).0 == .chat)
  }

  @Test func theUserDecides() {
    let (task, evidence) = survey(labels(10, rows: 12)).task(wanted: .classification)
    #expect(task == .classification && evidence == "as asked for")
    let inference = TaskInference()
    #expect(inference.mayBeAskedFor(classes: 2, of: 4))
    #expect(!inference.mayBeAskedFor(classes: 2, of: 3))
    #expect(!inference.mayBeAskedFor(classes: 1, of: 9))
  }

  @Test func tooManyDifferentCompletionsAreNoLabels() {
    var rules = FactRules.standard
    rules.task.mostClasses = 3
    let completions = labels(4, rows: 40)
    let survey = DatasetSurvey(
      prompts: completions.indices.map { "p\($0)" }, completions: completions, rules: rules)
    let (task, evidence) = survey.task()
    #expect(task == .conditionalGeneration)
    #expect(evidence == "40 rows have more than 3 different completions")
    #expect(survey.labels.hasOverflowed && survey.labels.count == 0)
  }

  @Test func whichTextsShouldEndAlike() {
    let needs = TrainingTask.allCases.map { task in Field.allCases.map(task.needsEnding) }
    #expect(needs == [[true, false], [true, true], [false, true], [false, false]])
  }
}

@Suite struct LabelTableTests {
  private func table(
    _ completions: [String], from first: Int = 0, _ rules: FactRules = FactRules.standard
  )
    -> LabelTable
  {
    var table = LabelTable(rules)
    for (index, var completion) in completions.enumerated() {
      completion.withUTF8 { table.add($0, row: first + index, line: first + index + 2) }
    }
    return table
  }

  @Test func spaceAroundALabelIsNotPartOfIt() {
    let sorted = table([" yes", "no", "yes ", " no", "\tyes"]).sorted
    #expect(sorted.map(\.label) == ["yes", "no"])
    #expect(sorted.map(\.completion) == [" yes", "no"])
    #expect(sorted.map(\.count) == [3, 2])
    #expect(sorted.map(\.firstRow) == [0, 1] && sorted.map(\.firstLine) == [2, 3])
  }

  @Test func equalCountsAreSortedByText() {
    #expect(table(["b", "c", "a", "c"]).sorted.map(\.label) == ["c", "a", "b"])
  }

  @Test func halvesMerge() {
    var left = table(["a", "b"])
    left.merge(table(["b ", "c"], from: 2))
    #expect(left.sorted == table(["a", "b", "b ", "c"]).sorted)
  }

  @Test func anOverflowSpreads() {
    var rules = FactRules.standard
    rules.task.mostClasses = 2
    #expect(!table(["a", "b", "a"], rules).hasOverflowed)
    #expect(table(["a", "b", "c"], rules).hasOverflowed)
    var left = table(["a", "b"], rules)
    left.merge(table(["c"], rules))
    #expect(left.hasOverflowed && left.count == 0)
    var other = table(["a"], rules)
    other.merge(left)
    #expect(other.hasOverflowed)
  }

  /// Long answers take no more memory than their start, and which do is told by all of them.
  @Test func longLabelsAreCut() {
    let answers = (0..<40).map { String(repeating: "\($0) é", count: 200_000) }
    var whole = table(answers)
    #expect(whole.isCut && whole.count == 40 && whole.sorted.isEmpty)
    #expect(whole.byteCount == answers.reduce(0) { $0 + $1.utf8.count })
    #expect(whole.keptBytes <= 40 * 2 * LabelTable.keptBytes)
    // Neither half is cut by itself.
    var left = table(Array(answers[..<18]))
    let right = table(Array(answers[18...33]), from: 18)
    #expect(!left.isCut && !right.isCut && left.sorted.count == 18)
    left.merge(right)
    left.merge(table(Array(answers[34...]), from: 34))
    #expect(left.isCut && left.byteCount == whole.byteCount && left.keptBytes == whole.keptBytes)
    whole.merge(left)
    #expect(whole.count == 40 && whole.byteCount == left.byteCount)
    let task = TaskInference().task(rows: 200, blankPrompts: 0, labels: whole)
    #expect(task.0 == .conditionalGeneration)
    #expect(task.evidence == "completions repeat, but are too long for labels")
  }

  private func table(_ completions: [String], _ rules: FactRules) -> LabelTable {
    table(completions, from: 0, rules)
  }
}
