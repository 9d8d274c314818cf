// SPDX-License-Identifier: Apache-2.0

/// What Python's `str` does with a text, by code points.
enum PythonString {
  typealias Scalars = [Unicode.Scalar]

  static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
  }

  /// The place of the first occurrence, in code points from the start.
  static func find(_ part: String, in text: String, from start: Int = 0) -> Int? {
    find(Scalars(part.unicodeScalars), in: Scalars(text.unicodeScalars), from: start)
  }

  static func find(_ part: Scalars, in text: Scalars, from start: Int) -> Int? {
    guard start >= 0, part.count <= text.count - start else { return nil }
    guard let first = part.first else { return start }
    var place = start
    while place <= text.count - part.count {
      if text[place] == first && text[place..<place + part.count].elementsEqual(part) {
        return place
      }
      place += 1
    }
    return nil
  }

  /// - Parameter letters: what is cut off; nil is white space.
  static func strip(
    _ text: String, _ letters: String? = nil, left: Bool = true, right: Bool = true
  ) -> String {
    let scalars = Scalars(text.unicodeScalars)
    let cut = letters.map { Set($0.unicodeScalars) }
    let goes = { (scalar: Unicode.Scalar) in cut?.contains(scalar) ?? isSpace(scalar) }
    var (start, end) = (0, scalars.count)
    if left { while start < end, goes(scalars[start]) { start += 1 } }
    if right { while end > start, goes(scalars[end - 1]) { end -= 1 } }
    return self.text(scalars[start..<end])
  }

  /// The parts between occurrences of a separator.
  /// - Parameter limit: the most cuts; nil is no limit.
  static func split(_ text: String, by separator: String, limit: Int? = nil) -> [String] {
    let (scalars, mark) = (Scalars(text.unicodeScalars), Scalars(separator.unicodeScalars))
    var parts: [String] = []
    var start = 0
    while parts.count < limit ?? .max, let found = find(mark, in: scalars, from: start) {
      parts.append(self.text(scalars[start..<found]))
      start = found + mark.count
    }
    return parts + [self.text(scalars[start...])]
  }

  /// As `split`, with the cuts from the end of the text.
  static func splitFromEnd(_ text: String, by separator: String, limit: Int?) -> [String] {
    func backwards(_ text: String) -> String { self.text(text.unicodeScalars.reversed()) }
    return split(backwards(text), by: backwards(separator), limit: limit).reversed().map(backwards)
  }

  /// The words between runs of white space.
  static func words(_ text: String, limit: Int? = nil) -> [String] {
    let scalars = Scalars(text.unicodeScalars)
    var words: [String] = []
    var place = 0
    while true {
      while place < scalars.count, isSpace(scalars[place]) { place += 1 }
      guard place < scalars.count else { return words }
      if words.count == limit ?? .max { return words + [self.text(scalars[place...])] }
      let start = place
      while place < scalars.count, !isSpace(scalars[place]) { place += 1 }
      words.append(self.text(scalars[start..<place]))
    }
  }

  static func lines(_ text: String, keepsEnds: Bool) -> [String] {
    let ends: Set<Unicode.Scalar> = [
      "\n", "\r", "\u{0B}", "\u{0C}", "\u{1C}", "\u{1D}", "\u{1E}", "\u{85}", "\u{2028}",
      "\u{2029}",
    ]
    let scalars = Scalars(text.unicodeScalars)
    var lines: [String] = []
    var (start, place) = (0, 0)
    while place < scalars.count {
      guard ends.contains(scalars[place]) else {
        place += 1
        continue
      }
      let isPair = scalars[place] == "\r" && place + 1 < scalars.count && scalars[place + 1] == "\n"
      let end = place + (isPair ? 2 : 1)
      lines.append(self.text(scalars[start..<(keepsEnds ? end : place)]))
      (start, place) = (end, end)
    }
    return start < scalars.count ? lines + [self.text(scalars[start...])] : lines
  }

  /// - Parameter limit: the most replacements; nil is no limit.
  static func replace(
    _ old: String, with new: String, in text: String, limit: Int? = nil
  ) -> String {
    guard old.isEmpty else {
      return split(text, by: old, limit: limit).joined(separator: new)
    }
    var out = ""
    var left = limit ?? .max
    for scalar in text.unicodeScalars {
      if left > 0 { out += new }
      left -= 1
      out.unicodeScalars.append(scalar)
    }
    return left > 0 ? out + new : out
  }

  static func count(of part: String, in text: String) -> Int {
    part.isEmpty ? text.unicodeScalars.count + 1 : split(text, by: part).count - 1
  }

  static func hasPrefix(_ text: String, _ start: String) -> Bool {
    text.utf8.starts(with: start.utf8)
  }

  static func hasSuffix(_ text: String, _ end: String) -> Bool {
    text.utf8.reversed().starts(with: end.utf8.reversed())
  }

  /// The first letter in upper case, the others in lower.
  static func capitalize(_ text: String) -> String {
    let scalars = Scalars(text.unicodeScalars)
    guard let first = scalars.first else { return text }
    return first.properties.titlecaseMapping + self.text(scalars.dropFirst()).lowercased()
  }

  /// As Python's `repr` writes a text.
  static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let mark: Unicode.Scalar = scalars.contains("'") && !scalars.contains("\"") ? "\"" : "'"
    var out = String(Character(mark))
    for scalar in scalars {
      switch scalar {
      case mark, "\\": out += "\\" + String(Character(scalar))
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      default: out += isPrintable(scalar) ? String(Character(scalar)) : escape(scalar)
      }
    }
    return out + String(Character(mark))
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    case .spaceSeparator: scalar == " "
    default: true
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    let (letter, width) =
      scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x1_0000 ? ("u", 4) : ("U", 8)
    return "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
  }
}
