// SPDX-License-Identifier: Apache-2.0

/// What the rows of a file are by their columns: the shapes in which data sets for fine-tuning are
/// published. Lint names the shape of a file that it cannot check; `assay convert` reads all of them.
package enum DataShape: Sendable, Equatable {
  /// Lists of messages, of `role` and `content` or of `from` and `value`.
  case conversations(column: String)
  /// Lists of `role` and `parts`.
  case contents(column: String)
  /// Two answers to each prompt, of which one is better.
  case preferences(PreferenceColumns)
  case pairs(PairColumns)
  /// One text a row.
  case texts(column: String)

  private static let lists = ["messages", "conversations", "conversation", "dialogue", "turns"]

  /// Nil when the columns are of no shape that is known.
  package init?(_ columns: [String]) {
    if let preferences = PreferenceColumns(columns) {
      self = .preferences(preferences)
    } else if let column = UsualNames.column(named: Self.lists, in: columns) {
      self = .conversations(column: column)
    } else if let column = UsualNames.column(named: ["contents"], in: columns) {
      self = .contents(column: column)
    } else if let pairs = PairColumns(columns) {
      self = .pairs(pairs)
    } else if let column = UsualNames.column(
      named: ["text", "completion", "content"], in: columns)
      ?? (columns.count == 1 ? columns[0] : nil)
    {
      self = .texts(column: column)
    } else {
      return nil
    }
  }

  /// What a person calls such rows, in words that follow `rows of`.
  package var title: String {
    switch self {
    case .conversations(let column) where column.lowercased() == "messages": "messages"
    case .conversations(let column): "conversations (`\(column)`, as ShareGPT has them)"
    case .contents: "conversations of `role` and `parts`"
    case .preferences(let columns):
      "preferences (`\(columns.better)` is better than `\(columns.worse)`, as for DPO)"
    case .pairs(let columns): columns.title
    case .texts(let column): "texts (`\(column)`)"
    }
  }
}
