// SPDX-License-Identifier: Apache-2.0

package import Dataset

/// Edges of texts where whitespace may be wrong, and what is right there.
package enum WhitespaceEdge: String, CaseIterable, Sendable {
  /// Two or more spaces before a completion: the first token is not the one the model knows.
  case doubledLead = "doubled-lead"
  /// A completion starts with a tab, a line break or a no-break space in place of a space.
  case oddLead = "odd-lead"
  /// Spaces or tabs between the text of a prompt and its separator, or at its end without one.
  case beforeSeparator = "before-separator"

  package var field: Field { self == .beforeSeparator ? .prompt : .completion }

  /// The bytes that are at fault; nil when the edge is fine.
  package func fault(in text: Bytes, _ ending: [UInt8]?) -> Range<Int>? {
    guard mayBeAtFault(text), !text.isBlank else { return nil }
    switch self {
    case .doubledLead: return Self.lead(of: text) { $0.count > 1 && $0.first == 0x20 }
    case .oddLead: return Self.lead(of: text) { !$0.isEmpty && $0.first != 0x20 }
    case .beforeSeparator: return Self.beforeEnding(text, ending ?? [])
    }
  }

  /// Whether the first byte of a text allows for a fault at its start.
  private func mayBeAtFault(_ text: Bytes) -> Bool {
    guard self != .beforeSeparator, let first = text.first else { return true }
    return first.isWhitespace || first == 0xC2
  }

  /// U+00A0.
  package static func startsWithNoBreakSpace(_ text: Bytes) -> Bool {
    text.count > 1 && text[0] == 0xC2 && text[1] == 0xA0
  }

  private static func lead(
    of text: Bytes, _ isFault: (Bytes.SubSequence) -> Bool
  ) -> Range<Int>? {
    var end = 0
    while end < text.count {
      if text[end].isWhitespace {
        end += 1
      } else if startsWithNoBreakSpace(Bytes(rebasing: text[end...])) {
        end += 2
      } else {
        break
      }
    }
    return isFault(text[..<end]) ? 0..<end : nil
  }

  private static func beforeEnding(_ text: Bytes, _ ending: [UInt8]) -> Range<Int>? {
    let end = text.ends(in: ending) ? text.count - ending.count : text.count
    var start = end
    while start > 0 && (text[start - 1] == 0x20 || text[start - 1] == 0x09) { start -= 1 }
    guard start < end, start > 0 else { return nil }
    // Without the space `-> :` would be one mark, `->:`, which is neither of the two.
    let joinsMarks = end < text.count && text[start - 1].isSymbol && text[end].isSymbol
    return joinsMarks ? nil : start..<end
  }
}
