// SPDX-License-Identifier: Apache-2.0

/// Cuts a template into text, outputs and blocks. White space goes as transformers has it: the line
/// break behind a block is dropped, and so is the space before a block at the start of a line, unless
/// a sign in the tag says otherwise.
struct TemplateCutter {
  private typealias Scalars = [Unicode.Scalar]

  private let source: Scalars
  private var place = 0
  private var line = 1
  /// Whether the text that comes starts a line.
  private var startsLine = true
  private var parts: [TemplatePart] = []

  private init(_ text: String) {
    let lines = PythonString.replace(
      "\r", with: "\n", in: PythonString.replace("\r\n", with: "\n", in: text))
    var scalars = Scalars(lines.unicodeScalars)
    // A template's own last line break is not part of it.
    if scalars.last == "\n" { scalars.removeLast() }
    source = scalars
  }

  /// - Throws: `TemplateFault` where a tag does not end or holds a sign that is not known.
  static func cut(_ text: String) throws(TemplateFault) -> [TemplatePart] {
    var cutter = TemplateCutter(text)
    while cutter.place < cutter.source.count { try cutter.cutOne() }
    return cutter.parts
  }

  /// The next text and the tag behind it.
  private mutating func cutOne() throws(TemplateFault) {
    let start = place
    guard let tag = nextTag() else {
      add(source[start...])
      place = source.count
      return
    }
    let kind = source[tag + 1]
    let sign = tag + 2 < source.count ? source[tag + 2] : " "
    add(trimmed(source[start..<tag], sign: sign, isOutput: kind == "{"))
    line += source[start..<tag].count { $0 == "\n" }
    place = tag + 2
    if sign == "-" || (sign == "+" && kind != "{") { place += 1 }
    switch kind {
    case "#": try skipComment()
    case "{": try cutOutput()
    default: try cutBlock()
    }
  }

  private func nextTag() -> Int? {
    var next = place
    while next + 1 < source.count {
      if source[next] == "{", ["{", "%", "#"].contains(source[next + 1]) { return next }
      next += 1
    }
    return nil
  }

  private mutating func add(_ text: ArraySlice<Unicode.Scalar>) {
    if !text.isEmpty { parts.append(.text(PythonString.text(text), line: line)) }
  }

  /// The text without what its right end loses to the tag.
  private func trimmed(
    _ text: ArraySlice<Unicode.Scalar>, sign: Unicode.Scalar, isOutput: Bool
  ) -> ArraySlice<Unicode.Scalar> {
    if sign == "-" {
      return text[
        ..<(text.lastIndex { !PythonString.isSpace($0) }.map { $0 + 1 } ?? text.startIndex)]
    }
    guard sign != "+" || isOutput, !isOutput else { return text }
    let lineBreak = text.lastIndex(of: "\n")
    guard lineBreak != nil || startsLine else { return text }
    let start = lineBreak.map { $0 + 1 } ?? text.startIndex
    return text[start...].allSatisfy(PythonString.isSpace) ? text[..<start] : text
  }

  private mutating func skipComment() throws(TemplateFault) {
    let start = line
    while place + 1 < source.count {
      if source[place] == "#", source[place + 1] == "}" {
        let sign = source[place - 1]
        place += 2
        endTag(sign: sign, dropsBreak: true)
        return
      }
      if source[place] == "\n" { line += 1 }
      place += 1
    }
    throw TemplateFault("a comment does not end, where \"#}\" was expected", line: start)
  }

  private mutating func cutOutput() throws(TemplateFault) {
    let start = line
    let (tokens, sign) = try tokens(until: "}}")
    endTag(sign: sign, dropsBreak: false)
    parts.append(.output(tokens, line: start))
  }

  private mutating func cutBlock() throws(TemplateFault) {
    let start = line
    let (tokens, sign) = try tokens(until: "%}")
    let isRaw = tokens.map(\.kind) == [.name("raw")]
    endTag(sign: sign, dropsBreak: !isRaw)
    guard isRaw else {
      parts.append(.block(tokens, line: start))
      return
    }
    try cutRaw(from: start)
  }

  /// The text up to `{% endraw %}`, as it stands.
  private mutating func cutRaw(from line: Int) throws(TemplateFault) {
    let start = place
    while let tag = nextTag() {
      place = tag + 2
      guard source[tag + 1] == "%" else { continue }
      let sign = place < source.count ? source[place] : " "
      if sign == "-" || sign == "+" { place += 1 }
      let inside = place
      while place < source.count, PythonString.isSpace(source[place]) { place += 1 }
      guard source[place...].starts(with: "endraw".unicodeScalars) else {
        place = inside
        continue
      }
      add(trimmed(source[start..<tag], sign: sign, isOutput: false))
      self.line += source[start..<tag].count { $0 == "\n" }
      let (_, end) = try tokens(until: "%}")
      endTag(sign: end, dropsBreak: true)
      return
    }
    throw TemplateFault("\"raw\" does not end, where \"endraw\" was expected", line: line)
  }

  private mutating func tokens(
    until end: String
  ) throws(TemplateFault) -> ([TemplateToken], Unicode.Scalar) {
    var lexer = TemplateLexer(source, from: place, line: line)
    let tokens = try lexer.tokens(until: Scalars(end.unicodeScalars))
    (place, line) = (lexer.place, lexer.line)
    return (tokens, lexer.endSign)
  }

  /// Drops the white space that a tag takes along.
  private mutating func endTag(sign: Unicode.Scalar, dropsBreak: Bool) {
    let start = place
    if sign == "-" {
      while place < source.count, PythonString.isSpace(source[place]) { place += 1 }
    } else if dropsBreak, sign != "+", place < source.count, source[place] == "\n" {
      place += 1
    }
    line += source[start..<place].count { $0 == "\n" }
    startsLine = place > start && source[place - 1] == "\n"
  }
}
