// SPDX-License-Identifier: Apache-2.0

/// A text that prompts (a separator) or completions (a stop sequence) end with.
package struct Ending: Sendable, Equatable {
  package let bytes: [UInt8]
  /// Rows that end with it.
  package let rows: Int
  /// Rows that could: those that are not blank.
  package let total: Int

  package init(bytes: [UInt8], rows: Int, total: Int) {
    self.bytes = bytes
    self.rows = rows
    self.total = total
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The part of a shared ending that is a separator or stop sequence on purpose: one in common
  /// use, or else the part from a symbol or line break on, when that is more than the end of a
  /// sentence or of a word. Files of very few rows share too much by accident to tell.
  package static func meant(
    in shared: [UInt8], rows: Int, by rules: FactRules.Endings
  ) -> [UInt8]? {
    let known = rules.all.first {
      shared.count >= $0.count && shared.suffix($0.count) == $0[...]
    }
    if let known { return known }
    guard rows >= rules.fewestRows else { return nil }
    for start in shared.indices where isBorder(shared, at: start) {
      let ending = Array(shared[start...])
      if ending.contains(where: { $0.isSymbol || $0 == UInt8(ascii: "\n") }) { return ending }
    }
    return nil
  }

  /// Whether a text is nothing but separators or stop sequences, and space.
  package static func isAll(
    of text: Bytes, _ ending: Ending?, by rules: FactRules.Endings
  ) -> Bool {
    let marks = (rules.all + [ending?.bytes ?? []]).map { mark in
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
