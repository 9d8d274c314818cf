// SPDX-License-Identifier: Apache-2.0

/// Reads the words and signs of a tag.
struct TemplateLexer {
  private static let signs = [
    "==", "!=", ">=", "<=", "//", "**", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}",
    "<", ">", "=", ".", ":", "|", ",", ";",
  ].map { Array($0.unicodeScalars) }

  private let source: [Unicode.Scalar]
  private(set) var place: Int
  private(set) var line: Int
  /// The sign before the end of the tag, `-` or `+`; a space without one.
  private(set) var endSign: Unicode.Scalar = " "
  /// Brackets that are open: within them `}}` does not end a tag.
  private var open: [Unicode.Scalar] = []

  init(_ source: [Unicode.Scalar], from place: Int, line: Int) {
    self.source = source
    self.place = place
    self.line = line
  }

  /// The tokens up to the end of the tag, which is passed.
  mutating func tokens(until end: [Unicode.Scalar]) throws(TemplateFault) -> [TemplateToken] {
    let start = line
    var tokens: [TemplateToken] = []
    while place < source.count {
      if PythonString.isSpace(source[place]) {
        if source[place] == "\n" { line += 1 }
        place += 1
      } else if isEnd(end) {
        return tokens
      } else {
        tokens.append(TemplateToken(kind: try token(), line: line))
      }
    }
    throw TemplateFault(
      "a tag does not end, where \"\(PythonString.text(end))\" was expected", line: start)
  }

  private mutating func isEnd(_ end: [Unicode.Scalar]) -> Bool {
    guard open.isEmpty else { return false }
    if source[place...].starts(with: end) {
      place += end.count
      return true
    }
    let sign = source[place]
    guard sign == "-" || (sign == "+" && end.first == "%"),
      source[(place + 1)...].starts(with: end)
    else { return false }
    endSign = sign
    place += end.count + 1
    return true
  }

  private mutating func token() throws(TemplateFault) -> TemplateToken.Kind {
    let first = source[place]
    if first == "'" || first == "\"" { return .text(try quotedText(first)) }
    if Self.isDigit(first) { return try number() }
    if first == "_" || first.properties.isXIDStart { return .name(name()) }
    guard let sign = Self.signs.first(where: { source[place...].starts(with: $0) }) else {
      throw TemplateFault("\"\(first)\" is not expected here", line: line)
    }
    try balance(first)
    place += sign.count
    return .sign(PythonString.text(sign))
  }

  private mutating func balance(_ sign: Unicode.Scalar) throws(TemplateFault) {
    switch sign {
    case "(": open.append(")")
    case "[": open.append("]")
    case "{": open.append("}")
    case ")", "]", "}":
      guard open.popLast() == sign else {
        throw TemplateFault("\"\(sign)\" has no bracket that it closes", line: line)
      }
    default: break
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private mutating func name() -> String {
    let start = place
    while place < source.count, source[place] == "_" || source[place].properties.isXIDContinue {
      place += 1
    }
    return PythonString.text(source[start..<place])
  }

  private mutating func number() throws(TemplateFault) -> TemplateToken.Kind {
    let start = place
    var isBroken = false
    digits()
    if place + 1 < source.count, source[place] == ".", Self.isDigit(source[place + 1]) {
      isBroken = true
      place += 1
      digits()
    }
    if place < source.count, source[place] == "e" || source[place] == "E" {
      let sign = place + 1 < source.count && ["+", "-"].contains(source[place + 1]) ? 1 : 0
      if place + 1 + sign < source.count, Self.isDigit(source[place + 1 + sign]) {
        isBroken = true
        place += 1 + sign
        digits()
      }
    }
    let text = PythonString.text(source[start..<place].filter { $0 != "_" })
    if isBroken, let value = Double(text) { return .number(value) }
    if let value = Int(text) { return .integer(value) }
    throw TemplateFault("the number \(text) is too large", line: line)
  }

  private mutating func digits() {
    while place < source.count, Self.isDigit(source[place]) || source[place] == "_" { place += 1 }
  }

  /// A text between quotation marks, with Python's escapes read.
  private mutating func quotedText(_ mark: Unicode.Scalar) throws(TemplateFault) -> String {
    let start = line
    var out: [Unicode.Scalar] = []
    place += 1
    while place < source.count {
      let scalar = source[place]
      place += 1
      if scalar == mark { return PythonString.text(out) }
      if scalar == "\n" { line += 1 }
      if scalar == "\\", place < source.count { escape(&out) } else { out.append(scalar) }
    }
    throw TemplateFault("a text does not end, where \(mark) was expected", line: start)
  }

  private mutating func escape(_ out: inout [Unicode.Scalar]) {
    let letter = source[place]
    place += 1
    switch letter {
    case "\n": line += 1
    case "\\", "'", "\"": out.append(letter)
    case "n": out.append("\n")
    case "t": out.append("\t")
    case "r": out.append("\r")
    case "a": out.append("\u{07}")
    case "b": out.append("\u{08}")
    case "f": out.append("\u{0C}")
    case "v": out.append("\u{0B}")
    case "0"..."7": octal(letter, &out)
    case "x": hexadecimal(letter, 2, out: &out)
    case "u": hexadecimal(letter, 4, out: &out)
    case "U": hexadecimal(letter, 8, out: &out)
    default: out += ["\\", letter]
    }
  }

  private mutating func octal(_ first: Unicode.Scalar, _ out: inout [Unicode.Scalar]) {
    var value = first.value - 48
    var count = 1
    while count < 3, place < source.count, ("0"..."7").contains(source[place]) {
      value = value * 8 + source[place].value - 48
      place += 1
      count += 1
    }
    if let scalar = Unicode.Scalar(value) { out.append(scalar) }
  }

  private mutating func hexadecimal(
    _ letter: Unicode.Scalar, _ count: Int, out: inout [Unicode.Scalar]
  ) {
    let digits = PythonString.text(source[place...].prefix(count))
    guard digits.utf8.count == count, let value = UInt32(digits, radix: 16),
      let scalar = Unicode.Scalar(value)
    else {
      out += ["\\", letter]
      return
    }
    out.append(scalar)
    place += count
  }
}
