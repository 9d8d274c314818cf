// SPDX-License-Identifier: Apache-2.0

/// One thing a rule says about a file. Rules make findings, renderers print them; nothing throws one.
package struct Finding: Sendable, Equatable {
  /// A row the finding is about.
  package struct Place: Sendable, Equatable {
    /// The data row, counted from 0.
    package var row: Int
    /// The line of the file, counted from 1.
    package var line: Int
    /// The bytes of the field's text that are meant, if the rule can point at them.
    package var range: Range<Int>?
    /// Of a data set in several files: the one that the row stands in, and its number there.
    package var origin: RowOrigin?

    package init(row: Int, line: Int, range: Range<Int>? = nil) {
      self.row = row
      self.line = line
      self.range = range
    }

    /// The row's number in its file, counted from 0.
    package var rowInFile: Int { origin?.row ?? row }
  }

  /// The rule's code, such as `SEP001`.
  package var code: String
  /// The rule's name, such as `missing-separator`.
  package var name: String
  package var severity: Severity
  /// One sentence about this very data, without a final dot.
  package var message: String
  /// The file the finding is about, as the user named it.
  package var file: String
  /// The first rows that are meant, at most `Finding.shownPlaces`; empty when it is about the file.
  package var places: [Place]
  /// How many rows are meant in all.
  package var rowCount: Int
  /// The column that is meant, when it is one.
  package var field: String?
  /// The grade of the fix that `assay fix` would apply; nil when there is none.
  package var fix: FixGrade?
  /// What to do, as one sentence.
  package var help: String

  /// The file in which a place is.
  package func file(of place: Place?) -> String { place?.origin?.file ?? file }

  /// How many places a finding keeps; `rowCount` goes on counting.
  package static let shownPlaces = 20

  package init(
    code: String, name: String, severity: Severity, message: String, file: String,
    places: [Place] = [], rowCount: Int = 0, field: String? = nil, fix: FixGrade? = nil,
    help: String
  ) {
    self.code = code
    self.name = name
    self.severity = severity
    self.message = message
    self.file = file
    self.places = places
    self.rowCount = rowCount
    self.field = field
    self.fix = fix
    self.help = help
  }
}
