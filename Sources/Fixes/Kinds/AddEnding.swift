// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records

/// Puts the separator or stop sequence on the texts that lack it, and on no other. A separator of
/// another kind gives way: no prompt gets a second one.
struct AddEnding: ColumnFix {
  static let kind = "add-ending"
  let field: Field

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    let ending = profile.ending(of: field)?.bytes ?? profile.proposedEnding(of: field)
    let field = field
    let bare = ending.withUnsafeBufferPointer { Array($0.visible) }
    let isPrompt = field == .prompt
    let others = (isPrompt ? profile.prompt.endings.candidates.onlyAtEnd : []).map { other in
      Array(other.prefix(other.withUnsafeBufferPointer { $0.visibleEnd }))
    }
    let name = isPrompt ? "separator" : "stop sequence"
    let title = "end each \(field.rawValue) with the \(name) \(quoted(ending))"
    return FixStep(isPrompt ? .separator : .completionEnding, title) { record in
      guard !record.withText(of: field, { $0.ends(in: ending) }) else { return false }
      let kept = record.withText(of: field) { text in
        let body = Self.bodyLength(of: text, bare)
        return body == text.count ? Self.lengthWithoutOther(of: text, others) : body
      }
      record[field].removeLast(record[field].count - kept)
      record[field].append(contentsOf: ending)
      return true
    }
  }

  /// The length of the text without an ending that differs by the space around it only: `a->`,
  /// `a ->\n` and `a\nEND` have an ending, and must not get a second.
  /// - Parameter bare: the ending without space around it.
  private static func bodyLength(of text: Bytes, _ bare: [UInt8]) -> Int {
    let body = Bytes(rebasing: text[..<text.visibleEnd])
    guard body.ends(in: bare) else { return text.count }
    let rest = Bytes(rebasing: body.dropLast(bare.count))
    let end = rest.visibleEnd
    // What is nothing but its ending becomes that very ending.
    if end == 0 { return 0 }
    guard end < rest.count || isBorder(rest[end - 1], bare[0]) else { return text.count }
    return end
  }

  /// The length of a prompt without a separator of another kind, whose place the one takes that all
  /// are to have.
  /// - Parameter others: without whitespace at their end.
  private static func lengthWithoutOther(of text: Bytes, _ others: [[UInt8]]) -> Int {
    let body = Bytes(rebasing: text[..<text.visibleEnd])
    return others.first { body.ends(in: $0) }.map { body.count - $0.count } ?? text.count
  }

  /// A longer run of symbols or letters is something else: `a --->` does not end in `->`, and
  /// `LEGEND` not in `END`.
  private static func isBorder(_ before: UInt8, _ first: UInt8) -> Bool {
    !first.isWordPart && !before.isSymbol
  }
}
