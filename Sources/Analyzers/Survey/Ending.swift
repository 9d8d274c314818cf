// SPDX-License-Identifier: Apache-2.0

package import Records

/// A text that prompts (a separator) or completions (a stop sequence) end with.
package struct Ending: Sendable, Equatable {
  package let bytes: [UInt8]
  /// Rows that end with it.
  package let rows: Int
  /// Rows that could: those that are not blank.
  package let total: Int

  package var text: String { String(decoding: bytes, as: UTF8.self) }
  package var isOnAll: Bool { rows == total }

  /// An ending shared by at least this part of the rows is meant for all of them.
  package static let shared = 0.8
  /// A longer ending must be shared by this part to win over a single symbol shared by all.
  static let nearlyAll = 0.9

  /// Endings in common use, the longest first, known also in files too small to tell.
  private static func known(_ field: Field) -> [[UInt8]] {
    let texts =
      field == .prompt
      ? CandidateSet.separators + [
        CandidateSet.lastSeparator, "\n\n--->\n\n", " =>", " SEP", "\n\n",
      ]
      : [" END", " [END]", "###", "***", "+++", "&&&", "$$$", "@@@", "%%%", " STOP", "\n"]
    return texts.map { Array($0.utf8) }.sorted { $0.count > $1.count }
  }

  /// The part of a shared ending that is a separator or stop sequence on purpose: one in common
  /// use, or else the part from a symbol or line break on, when that is more than the end of a
  /// sentence. Files of fewer than three rows share too much by accident to tell.
  package static func meant(in shared: [UInt8], field: Field, rows: Int) -> [UInt8]? {
    let known = known(field).first {
      shared.count >= $0.count && shared.suffix($0.count) == $0[...]
    }
    if let known { return known }
    guard rows >= 3 else { return nil }
    for start in shared.indices where isBorder(shared, at: start) {
      let ending = Array(shared[start...])
      if ending.contains(where: { $0.isSymbol || $0 == UInt8(ascii: "\n") }) { return ending }
    }
    return nil
  }

  /// Whether a text is nothing but separators or stop sequences, and space.
  package static func isAll(of text: Bytes, _ field: Field, _ ending: Ending?) -> Bool {
    let marks = (known(field) + [ending?.bytes ?? []]).map { mark in
      mark.withUnsafeBufferPointer { Array($0.visible) }
    }
    var rest = text.visible
    while let mark = marks.first(where: { !$0.isEmpty && rest.ends(in: $0) }) {
      rest = Bytes(rebasing: rest.dropLast(mark.count)).visible
    }
    return rest.isEmpty
  }

  /// Whether an ending may start here: at a line break or symbol, or at a space before a symbol or
  /// capital (`. Answer:`), when it does not continue a run. A space before other words is text.
  private static func isBorder(_ text: [UInt8], at index: Int) -> Bool {
    guard text[index].isSymbol || text[index].isWhitespace else { return false }
    guard index == 0 || text[index - 1].isWordPart || text[index - 1].isSentenceMark else {
      return false
    }
    guard text[index] == 0x20, index + 1 < text.count else { return true }
    let next = text[index + 1]
    return next.isSymbol || next.isWhitespace || (0x41...0x5A).contains(next)
  }
}
