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
    let bare = Array(ending.trimmed { $0.isWhitespace })
    let isPrompt = field == .prompt
    let name = isPrompt ? "separator" : "stop sequence"
    let title = "end each \(field.rawValue) with the \(name) \(quoted(ending))"
    return FixStep(isPrompt ? .separator : .completionEnding, title) { record in
      guard !record.withText(of: field, { $0.ends(in: ending) }) else { return false }
      let kept = record.withText(of: field) { Self.bodyLength(of: $0, bare) }
      record[field].removeLast(record[field].count - kept)
      record[field].append(contentsOf: ending)
      return true
    }
  }

  /// The length of the text without an ending that differs by the space around its symbols only:
  /// `a->` and `a ->\n` have a separator, and must not get a second.
  /// - Parameter bare: the ending without whitespace around it.
  private static func bodyLength(of text: Bytes, _ bare: [UInt8]) -> Int {
    guard !bare.isEmpty, !bare.contains(where: { $0.isWordPart }) else { return text.count }
    guard let last = text.lastIndex(where: { !$0.isWhitespace }) else { return text.count }
    let body = Bytes(rebasing: text[...last])
    guard body.count > bare.count, body.ends(in: bare) else { return text.count }
    let rest = body.dropLast(bare.count)
    // A longer run of symbols is something else: `a --->` does not end in `->`.
    guard rest.last?.isSymbol != true else { return text.count }
    return rest.lastIndex { !$0.isWhitespace }.map { $0 + 1 } ?? rest.count
  }
}
