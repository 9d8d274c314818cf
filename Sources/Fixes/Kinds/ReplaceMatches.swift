// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records

/// Puts another text in place of what a rule's pattern matches, unless two labels would become one,
/// or an answer empty.
struct ReplaceMatches: TextFix {
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

  func title(_ noun: String) -> String {
    let name = String(decoding: replacement, as: UTF8.self)
    let action =
      replacement.isEmpty ? "remove what the pattern finds" : "put `\(name)` in its place"
    return "\(action) in each \(noun)"
  }

  func edit(for conclusion: Conclusion, _ profile: Profile) -> (@Sendable ([UInt8]) -> [UInt8]?)? {
    guard conclusion.message == nil, let masker else { return nil }
    let replacement = replacement
    return { text in
      let new = masker.replacing(text, by: replacement)
      return new == text ? nil : new
    }
  }
}
