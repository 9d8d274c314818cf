// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// A row that has the names of its columns in place of a prompt and a completion: the header of a table
/// that was turned into rows.
struct HeaderValues: Check {
  static let kind = "header-values"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    let isHeader = Field.allCases.allSatisfy { field in
      guard let name = profile.column(of: field) else { return false }
      var text = record.text(of: field)
      // Fixes put endings behind it, which makes it no better.
      if let ending = profile.ending(of: field)?.bytes, text.ends(in: ending) {
        text = Bytes(rebasing: text.dropLast(ending.count))
      }
      return Self.isEqual(text, name)
    }
    if isHeader { tally.add(record, nil) }
  }

  /// Whether a text is a name but for case and the space around it.
  private static func isEqual(_ text: Bytes, _ name: String) -> Bool {
    guard text.count <= 4 * name.utf8.count + 16 else { return false }
    let said = String(decoding: text.trimmed { $0.isWhitespace }, as: UTF8.self)
    let wanted = String(decoding: Array(name.utf8).trimmed { $0.isWhitespace }, as: UTF8.self)
    return said.lowercased() == wanted.lowercased()
  }
}
