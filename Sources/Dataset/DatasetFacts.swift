// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Tables

/// Facts about the rows of a file, as the linter would find them.
package struct DatasetFacts: Sendable, Equatable {
  package let rows: Int
  package let task: TrainingTask
  /// Why this task, as half a sentence.
  package let evidence: String
  /// The labels of a classification by descending count; empty for other tasks.
  package let classes: [LabelTable.Entry]
  /// What prompts end with.
  package let separator: Ending?
  /// What completions end with.
  package let stop: Ending?
  /// What all texts of a field end with, meant or not.
  private let shared: [Field: [UInt8]]
  /// Whether every completion starts with a space.
  package let startsWithSpace: Bool

  /// - Parameters:
  ///   - wanted: the task, where somebody else has settled it.
  ///   - countAgain: makes the second look at the same rows, where one is needed.
  package init(
    _ survey: DatasetSurvey, task wanted: TrainingTask? = nil,
    countAgain: (inout EndingCount) throws(AssayError) -> Void
  ) throws(AssayError) {
    rows = survey.rows
    (task, evidence) = survey.task(wanted: wanted)
    classes = task == .classification ? survey.labels.sorted : []
    startsWithSpace = survey.completion.edges.prefix.first == UInt8(ascii: " ")
    shared = [.prompt: survey.prompt.edges.suffix, .completion: survey.completion.edges.suffix]
    let search = survey.endingSearch(areLabels: task == .classification)
    var count = search.count
    if !count.isEmpty { try countAgain(&count) }
    (separator, stop) = search.endings(count)
  }

  /// Whether every text of a field, but for those that are blank, ends with this.
  package func allEnd(with ending: Ending, _ field: Field) -> Bool {
    shared[field]?.suffix(ending.bytes.count).elementsEqual(ending.bytes) ?? false
  }

  /// Facts about rows that were read by `survey` from `source`, which is read again where most rows,
  /// but not all, may have an ending.
  package init(
    _ survey: DatasetSurvey, of source: TableSource, names: ColumnNames,
    task: TrainingTask? = nil
  ) throws(AssayError) {
    try self.init(survey, task: task) { count throws(AssayError) in
      var reader = try source.open()
      while let batch = try reader.next() {
        batch.visit(try ExampleColumns.Pair(batch, names: names, of: source.format)) {
          count.add(prompt: $2, completion: $3)
        }
      }
    }
  }
}
