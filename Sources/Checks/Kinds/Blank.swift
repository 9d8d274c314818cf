// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records
import Tables

/// Texts with nothing in them, or nothing that can be seen: whitespace and zero-width characters.
struct Blank: Check {
  /// Which blank texts are meant.
  enum Content: String, CaseIterable {
    case empty, whitespace, any
  }

  static let kind = "blank"
  let field: Field
  let content: Content

  init(_ parameters: inout Parameters) throws(AssayError) {
    field = try parameters.choice("column")
    content = try parameters.choice("content")
  }

  /// Empty prompts are meant to be where all of them are.
  func isNeeded(_ profile: Profile) -> Bool {
    field == .completion || profile.task != .openEndedGeneration || content == .whitespace
  }

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    let text = record.text(of: field)
    guard record.kind(of: field) == .text, text.isInvisible else { return }
    if content == .any || text.isEmpty == (content == .empty) { tally.add(record, field) }
  }
}
