// SPDX-License-Identifier: Apache-2.0

package import BitCollections

/// One edit that is decided upon and needs nothing but the row.
package struct FixStep: Sendable {
  /// Who does what the step says.
  package enum Worker: Sendable {
    /// The step itself, row by row.
    case step
    /// The reader of the file has done it.
    case reader
    /// The writer of the result will do it, whether the step is made or not.
    case writer
  }

  package let stage: FixStage
  /// What is done, as an order: `add the separator " ->"`.
  package let title: String
  /// The rule whose fix it is; set by the fixer.
  package var code = ""
  /// The place of the step in its plan; the same edit in a later round has the place of the first.
  package internal(set) var place = 0
  package let worker: Worker
  /// Edits the row and says whether it changed.
  private let edit: @Sendable (inout EditableRecord) -> Bool

  package init(
    _ stage: FixStage, _ title: String, edit: @escaping @Sendable (inout EditableRecord) -> Bool
  ) {
    self.stage = stage
    self.title = title
    self.edit = edit
    worker = .step
  }

  private init(
    _ worker: Worker, _ title: String, edit: @escaping @Sendable (inout EditableRecord) -> Bool
  ) {
    stage = .columns
    self.title = title
    self.edit = edit
    self.worker = worker
  }

  /// What the reader did to some rows; the step says which.
  package static func byReader(_ title: String, rows: BitSet) -> FixStep {
    FixStep(.reader, title) { record in
      guard rows.contains(record.number) else { return false }
      record.isReadAnew = true
      return true
    }
  }

  /// What becomes of the file because its rows are written as JSON Lines with two columns.
  package static func byWriter(_ title: String) -> FixStep {
    FixStep(.writer, title) { _ in false }
  }

  package func apply(to record: inout EditableRecord) {
    if edit(&record) { record.note(code, step: place) }
  }
}
