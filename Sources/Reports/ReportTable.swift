// SPDX-License-Identifier: Apache-2.0

/// Rows and columns.
package struct ReportTable: Sendable {
  package enum Column: Sendable, Equatable {
    case text(String)
    /// Whole numbers.
    case count(String)
    /// Shares from 0 to 1, which may be drawn as bars.
    case share(String)
    /// Shares that come to 1 over all rows: per cent for people, with bars up to the largest.
    case part(String)
    /// Any other number.
    case number(String)
    /// Texts as tokens with their log-probabilities.
    case tokens(String)

    package var name: String {
      switch self {
      case .text(let name), .count(let name), .share(let name), .part(let name),
        .number(let name), .tokens(let name):
        name
      }
    }

    /// Whether a bar shows each cell.
    var isDrawn: Bool {
      switch self {
      case .share, .part: true
      case .text, .count, .number, .tokens: false
      }
    }

    /// Whether the cells are text, also as tokens.
    package var isText: Bool {
      switch self {
      case .text, .tokens: true
      case .count, .share, .part, .number: false
      }
    }
  }

  package enum Cell: Sendable, Equatable {
    case text(String)
    case number(Double)
    case tokens([ReportToken])
    case none
  }

  package var title: String
  package var columns: [Column]
  package var rows: [[Cell]]
  /// Whether the rows are single records, perhaps very many: pages offer a search, the terminal and
  /// Markdown leave them out.
  package var isRecords: Bool
  /// Whether these records are what the report is about: then every form has them, the terminal and
  /// Markdown the first ones.
  package var isAnswer = false
  /// Whether a chart beside it draws the same: pages fold it.
  package var isDrawn = false
  /// What the table says in long form, where that does not follow from its cells.
  package var longForm: [LongFormLine] = []

  package init(title: String, columns: [Column], rows: [[Cell]], isRecords: Bool = false) {
    self.title = title
    self.columns = columns
    self.rows = rows
    self.isRecords = isRecords
  }
}
