// SPDX-License-Identifier: Apache-2.0

/// What is learned about a dataset while its rows go by. Mergeable; `facts` says what it amounts to.
package struct DatasetSurvey: Mergeable {
  package private(set) var rows = 0
  package private(set) var prompt: EndingSurvey
  package private(set) var completion: EndingSurvey
  package private(set) var labels: LabelTable
  private let rules: FactRules

  package init(rules: FactRules = FactRules.standard) {
    self.rules = rules
    prompt = EndingSurvey(.prompt, rules: rules)
    completion = EndingSurvey(.completion, rules: rules)
    labels = LabelTable(rules)
  }

  /// All rows of a dataset that is in memory.
  package init(prompts: [String], completions: [String], rules: FactRules = FactRules.standard) {
    self.init(rules: rules)
    for (row, (var prompt, var completion)) in zip(prompts, completions).enumerated() {
      prompt.withUTF8 { text in
        completion.withUTF8 { add(prompt: text, completion: $0, row: row, line: row + 1) }
      }
    }
  }

  package subscript(field: Field) -> EndingSurvey { field == .prompt ? prompt : completion }

  /// - Parameters:
  ///   - row: the row's number in the file.
  ///   - line: the line on which it starts.
  package mutating func add(prompt text: Bytes, completion answer: Bytes, row: Int, line: Int) {
    rows += 1
    prompt.add(text)
    completion.add(answer)
    if !answer.isBlank { labels.add(answer, row: row, line: line) }
  }

  package mutating func merge(_ next: DatasetSurvey) {
    rows += next.rows
    prompt.merge(next.prompt)
    completion.merge(next.completion)
    labels.merge(next.labels)
  }

  /// The task and, as half a sentence, why.
  package func task(
    wanted: TrainingTask? = nil, hasMessages: Bool = false
  ) -> (TrainingTask, evidence: String) {
    TaskInference(wanted: wanted, rules: rules).task(
      rows: rows, blankPrompts: prompt.blank, labels: labels, hasMessages: hasMessages)
  }

  /// The labels of a classification by descending count; nil when the completions are no labels.
  package var classes: [LabelTable.Entry]? {
    task().0 == .classification ? labels.sorted : nil
  }

  /// The search for what prompts and completions end with.
  package func endingSearch(areLabels: Bool = false) -> EndingSearch {
    EndingSearch(prompt: prompt, completion: completion, areLabels: areLabels)
  }
}
