// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records

/// Removes the words that all texts start with, unless a text would become empty or shorter than a
/// word.
struct RemovePrefix: ColumnFix {
  static let kind = "remove-prefix"
  let field: Field

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    let survey = profile.survey(of: field)
    let prefix = CommonPrefix.wholeWords(survey.edges.prefix)
    guard !prefix.isEmpty, survey.blank == 0 else { return nil }
    let bare = Array(prefix.drop { $0.isWhitespace })
    let edit: ([UInt8]) -> [UInt8] = { label in
      let rest = label.starts(with: bare) ? label[bare.count...] : label[...]
      return Array(rest.trimmed { $0.isWhitespace })
    }
    guard field == .prompt || LabelGuard.keepsApart(profile, edit) else { return nil }
    let field = field
    return FixStep(.prefix, "remove \(quoted(prefix)) from the start of each \(field.rawValue)") {
      record in
      let rest = record[field].dropFirst(prefix.count)
      guard record[field].starts(with: prefix), !rest.isBlank else { return false }
      let space: [UInt8] = prefix.first == 0x20 && rest.first != 0x20 ? [0x20] : []
      record[field] = space + rest
      return true
    }
  }
}
