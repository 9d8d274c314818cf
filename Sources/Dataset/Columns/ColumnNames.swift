// SPDX-License-Identifier: Apache-2.0

package import Tables

/// The names under which a file keeps its prompts and completions.
package struct ColumnNames: Sendable, Equatable, Codable {
  package var prompt: String
  package var completion: String
  /// The form of most rows, in a file that has rows of both; nil: the columns tell.
  package var form: RowForm?
  /// Columns that hold text where there is no prompt or completion, and hardly anywhere else: those of
  /// rows of another kind.
  package var strays: [String] = []

  package init(prompt: String? = nil, completion: String? = nil, form: RowForm? = nil) {
    self.prompt = prompt ?? Field.prompt.rawValue
    self.completion = completion ?? Field.completion.rawValue
    self.form = form
  }

  /// The names in a file of a format: the lines of plain text are completions, whatever the columns
  /// of other files are called.
  package func read(from format: TableFormat) -> ColumnNames {
    format == .txt ? ColumnNames() : self
  }

  package subscript(field: Field) -> String {
    field == .prompt ? prompt : completion
  }

  /// The index of a field's column: the exact name wins, then the first that differs by case or
  /// by space around it only.
  package func index(of field: Field, in columns: [String]) -> Int? {
    if let exact = columns.firstIndex(of: self[field]) { return exact }
    let wanted = Self.plain(self[field])
    return columns.firstIndex { Self.plain($0) == wanted }
  }

  /// Another column that is named as `used` is, but for case, for space or for the number that
  /// readers give to the second of two.
  package func twin(of used: Int, in columns: [String]) -> Int? {
    if let second = columns.firstIndex(of: columns[used] + ".1") { return second }
    let wanted = Self.plain(columns[used])
    return columns.indices.first { $0 != used && Self.plain(columns[$0]) == wanted }
  }

  private static func plain(_ name: String) -> String {
    String(decoding: name.utf8.trimmed { $0.isWhitespace }, as: UTF8.self).lowercased()
  }
}
