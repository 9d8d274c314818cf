// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Puts the separator or stop sequence on the texts that lack it, and on no other.
struct AddEnding: Fix {
  static let kind = "add-ending"
  let field: Field

  init(_ parameters: inout Parameters) throws(AssayError) {
    field = try parameters.choice("column")
  }

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    let ending = profile.ending(of: field)?.bytes ?? profile.proposedEnding(of: field)
    let field = field
    let isPrompt = field == .prompt
    let name = isPrompt ? "separator" : "stop sequence"
    let title = "end each \(field.rawValue) with the \(name) \(quoted(ending))"
    return FixStep(isPrompt ? .separator : .completionEnding, title) { record in
      guard !record[field].suffix(ending.count).elementsEqual(ending) else { return false }
      record[field] += ending
      return true
    }
  }
}
