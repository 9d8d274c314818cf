// SPDX-License-Identifier: Apache-2.0

package import Dataset
import Records
package import Tables

/// What pass 1 found out about a file; checks and fixes rely on it.
package struct Profile: Sendable {
  /// A label and how many rows have it.
  package struct Label: Sendable, Equatable {
    package let text: String
    package let count: Int
    package let firstRow: Int
    package let firstLine: Int
    /// What whitespace rows have behind the label, the most frequent first; empty where all rows have
    /// the same.
    package var tails: [[UInt8]] = []
  }

  /// The path as the user gave it.
  package let path: String
  /// Fixes were made: this is what will be written, not what is in the file.
  package let isEdited: Bool
  package let format: TableFormat
  /// What the reader of the file coped with; nothing once fixes are made, which write it anew.
  package let notes: [ReadingNote]
  package let rows: Int
  package let columns: [String]
  package let names: ColumnNames
  package let task: TrainingTask
  /// Why this task, as half a sentence.
  package let evidence: String
  package let prompt: FieldSurvey
  package let completion: FieldSurvey
  package let separator: Ending?
  package let stop: Ending?
  /// The ending that a fix would add.
  package let proposedSeparator: [UInt8]
  package let proposedStop: [UInt8]
  /// The labels of a classification by descending count, then by text.
  package let labels: [Label]
  /// All different completions, where they are few enough to be labels.
  let completions: LabelTable
  /// What the user says about the data and the model.
  package let settings: Settings
  var facts = Facts()

  /// The texts of the labels, or of completions that repeat so often that they may be labels to the next
  /// who looks.
  package var possibleLabels: [String] {
    if !labels.isEmpty { return labels.map(\.text) }
    guard !completions.hasOverflowed, completions.count * 2 <= rows else { return [] }
    return completions.sorted.map(\.label)
  }

  /// By what the facts were found.
  package var rules: FactRules { settings.facts }

  package func survey(of field: Field) -> FieldSurvey { field == .prompt ? prompt : completion }

  /// Whether a prompt or a completion is of one of these kinds.
  package func hasCells(_ kinds: CellKind...) -> Bool {
    kinds.contains { prompt.count($0) + completion.count($0) > 0 }
  }

  package func ending(of field: Field) -> Ending? { field == .prompt ? separator : stop }

  package func proposedEnding(of field: Field) -> [UInt8] {
    field == .prompt ? proposedSeparator : proposedStop
  }

  /// What an analyzer found out; nil when no check relies on it, or there was nothing to find out. Look
  /// it up once for many rows.
  package subscript<Kind: Analyzer>(kind: Kind.Type) -> Kind.Fact? {
    get { facts[kind] }
    set { facts[kind] = newValue }
  }

  /// Whether a field's texts should end alike.
  package func needsEnding(_ field: Field) -> Bool { task.needsEnding(field) }

  /// The column a field was read from, as the file spells it.
  package func column(of field: Field) -> String? {
    names.index(of: field, in: columns).map { columns[$0] }
  }
}
