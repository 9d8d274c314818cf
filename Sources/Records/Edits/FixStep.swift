// SPDX-License-Identifier: Apache-2.0

/// One edit that is decided upon and needs nothing but the row.
package struct FixStep: Sendable {
  package let stage: FixStage
  /// What is done, as an order: `add the separator " ->"`.
  package let title: String
  /// The rule whose fix it is; set by the fixer.
  package var code = ""
  /// Edits the row and says whether it changed.
  private let edit: @Sendable (inout EditableRecord) -> Bool

  package init(
    _ stage: FixStage, _ title: String, edit: @escaping @Sendable (inout EditableRecord) -> Bool
  ) {
    self.stage = stage
    self.title = title
    self.edit = edit
  }

  package func apply(to record: inout EditableRecord) {
    if edit(&record), record.codes.last != code { record.codes.append(code) }
  }
}
