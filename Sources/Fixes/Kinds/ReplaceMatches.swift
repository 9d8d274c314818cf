// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records

/// Puts another text in place of what a rule's pattern matches, unless two labels would become one,
/// or a completion empty.
struct ReplaceMatches: Fix {
  static let kind = "replace-matches"
  let replacement: [UInt8]
  private var masker: TextMasker?

  init(_ parameters: inout Parameters) throws(AssayError) {
    guard let text = try parameters.optionalString("with") else {
      throw parameters.error("the fix `\(Self.kind)` lacks the key `with`, a text")
    }
    replacement = Array(text.utf8)
  }

  func paired(with check: any Check) throws(AssayError) -> any Fix {
    guard let check = check as? PatternMatch, !check.isRequired else {
      throw AssayError(
        "the fix `\(Self.kind)` goes with a check of the kind `\(PatternMatch.kind)` that says what "
          + "is at fault", remedy: "Leave the fix out, or leave out `required`")
    }
    var copy = self
    copy.masker = check.masker
    return copy
  }

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    guard let field = conclusion.field, conclusion.message == nil, let masker else { return nil }
    let replacement = replacement
    let edit: @Sendable ([UInt8]) -> [UInt8] = { masker.replacing($0, by: replacement) }
    guard field == .prompt || LabelGuard.keepsApart(profile, edit) else { return nil }
    let name = String(decoding: replacement, as: UTF8.self)
    let title =
      replacement.isEmpty ? "remove what the pattern finds" : "put `\(name)` in its place"
    return FixStep(.whitespace, "\(title) in each \(field.rawValue)") { record in
      let text = edit(record[field])
      guard text != record[field], field == .prompt || !text.isBlank else { return false }
      record[field] = text
      return true
    }
  }
}
