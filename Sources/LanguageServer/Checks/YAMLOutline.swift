// SPDX-License-Identifier: Apache-2.0

/// What an unfinished YAML text shows by its indentation: enough to complete a word where a parser
/// would give up.
struct YAMLOutline {
  let text: EditedText

  init(_ text: EditedText) { self.text = text }

  /// The keys at the left edge.
  var topKeys: [String] {
    (0..<text.lineCount).compactMap { line in
      let shown = content(ofLine: line)
      return Self.indentation(shown) == 0 ? Self.key(shown) : nil
    }
  }

  /// The keys that a line stands under, the outermost first, without its own.
  func path(toLine number: Int, indentation: Int) -> [String] {
    var path: [String] = []
    var least = indentation
    for above in stride(from: number - 1, through: 0, by: -1) {
      let shown = content(ofLine: above)
      let depth = Self.indentation(shown)
      guard let key = Self.key(shown) else { continue }
      // The items of a list may stand as far left as its key.
      let isListKey =
        depth == least && path.isEmpty && content(ofLine: number).trimmedStart.hasPrefix("-")
      guard depth < least || isListKey else { continue }
      path.insert(key, at: 0)
      least = depth
      if depth == 0 { break }
    }
    return path
  }

  func content(ofLine number: Int) -> String {
    number < text.lineCount ? text.text(text.content(ofLine: number)) : ""
  }

  static func indentation(_ line: String) -> Int { line.prefix { $0 == " " }.count }

  /// The key that a line begins with; nil where it is a comment, an item or a plain text.
  static func key(_ line: String) -> String? {
    let rest = line.trimmedStart
    guard let colon = rest.firstIndex(of: ":"), !rest.hasPrefix("#"), !rest.hasPrefix("-") else {
      return nil
    }
    let key = rest[..<colon]
    let isPlain = key.allSatisfy { $0.isLetter || $0.isNumber || "-_*./".contains($0) }
    return isPlain && !key.isEmpty ? String(key) : nil
  }

  /// The word around a place of a line: a code, a key or a value.
  static func word(in line: String, atByte place: Int) -> Range<Int>? {
    let bytes = Array(line.utf8)
    var (start, end) = (min(place, bytes.count), min(place, bytes.count))
    while start > 0, isPart(bytes[start - 1]) { start -= 1 }
    while end < bytes.count, isPart(bytes[end]) { end += 1 }
    return start < end ? start..<end : nil
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    let character = Character(UnicodeScalar(byte))
    return byte < 0x80 && (character.isLetter || character.isNumber || "-_".contains(character))
  }
}

extension String {
  /// The text behind the blanks that it begins with.
  var trimmedStart: Substring { drop { $0 == " " } }
}
