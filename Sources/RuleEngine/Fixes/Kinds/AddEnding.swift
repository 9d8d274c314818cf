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
      record[field] = Self.body(of: record[field], ending) + ending
      return true
    }
  }

  /// The text without an ending that differs by the space around its symbols only: `a->` and
  /// `a ->\n` have a separator, and must not get a second.
  private static func body(of text: [UInt8], _ ending: [UInt8]) -> ArraySlice<UInt8> {
    let bare = ending.trimmed { $0.isWhitespace }
    guard !bare.isEmpty, !bare.contains(where: { $0.isWordPart }) else { return text[...] }
    let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
    let body = text[..<text[start...].trimmed { $0.isWhitespace }.endIndex]
    guard body.count > bare.count, body.suffix(bare.count).elementsEqual(bare) else {
      return text[...]
    }
    let rest = body.dropLast(bare.count)
    // A longer run of symbols is something else: `a --->` does not end in `->`.
    guard rest.last?.isSymbol != true else { return text[...] }
    let end = rest.lastIndex { !$0.isWhitespace }
    return end.map { rest[...$0] } ?? rest
  }
}
