// SPDX-License-Identifier: Apache-2.0

/// Strings, numbers and words.
extension StrictJSONScanner {
  mutating func string() throws(JSONFault) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        text.append(contentsOf: String(try escape()).utf8)
      case 0..<0x20:
        throw controlFault(byte, stringStart: start)
      default:
        text.append(byte)
        position += 1
      }
    }
    throw JSONFault(
      "the string that starts here is not closed", at: start,
      remedy: "Close it with a double quote; the text may have been cut short",
      isUnfinished: true)
  }

  private func controlFault(_ byte: UInt8, stringStart: Int) -> JSONFault {
    let names: [UInt8: (String, String)] = [
      0x0A: ("a line break", #"\n"#), 0x0D: ("a carriage return", #"\r"#), 0x09: ("a tab", #"\t"#),
    ]
    let (name, escape) =
      names[byte] ?? ("the control character \(hex(byte))", #"\u00"# + hex(byte).dropFirst(2))
    return fault("there is \(name) inside a string", remedy: "Write it as \(escape)")
  }

  private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
    let start = position
    position += 1
    guard let letter = peek else { throw fault("the text ends inside a string") }
    let plain: [UInt8: Unicode.Scalar] = [
      UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/",
      UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n",
      UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
    ]
    if let scalar = plain[letter] {
      position += 1
      return scalar
    }
    guard letter == UInt8(ascii: "u") else {
      throw JSONFault(
        "'\\' followed by \(here) is not an escape of JSON", at: start,
        remedy: #"Write a backslash as \\"#)
    }
    return try unicodeEscape(start: start)
  }

  /// `\uXXXX`, or a pair of them for a scalar beyond U+FFFF; `position` is at the `u`.
  private mutating func unicodeEscape(start: Int) throws(JSONFault) -> Unicode.Scalar {
    position += 1
    let first = try hexDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    if first < 0xDC00, take("\\"), take("u") {
      let second = try hexDigits()
      if 0xDC00...0xDFFF ~= second,
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      {
        return scalar
      }
    }
    throw JSONFault(
      "\\u\(String(first, radix: 16, uppercase: true)) is half of a surrogate pair: no character",
      at: start, remedy: "Write the whole pair or the character itself")
  }

  private mutating func hexDigits() throws(JSONFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = peek.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
        throw fault("four hexadecimal digits were expected after '\\u', not \(here)")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  mutating func number() throws(JSONFault) -> JSONValue {
    let start = position
    _ = take("-")
    let integerStart = position
    try digits("a digit")
    if bytes[integerStart] == UInt8(ascii: "0"), position > integerStart + 1 {
      throw JSONFault(
        "a number must not start with 0", at: start,
        remedy: "Drop the zeros, or put it in double quotes if it is a code")
    }
    var isWhole = true
    if take(".") {
      isWhole = false
      try digits("a digit after the point")
    }
    if take("e") || take("E") {
      isWhole = false
      if !take("-") { _ = take("+") }
      try digits("a digit of the exponent")
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let value = Int(text) { return .integer(value) }
    guard let value = Double(text), value.isFinite else {
      throw JSONFault("the number is too large", at: start, remedy: "Put it in double quotes")
    }
    return .number(value)
  }

  private mutating func digits(_ expected: String) throws(JSONFault) {
    let start = position
    while let peek, UInt8(ascii: "0")...UInt8(ascii: "9") ~= peek { position += 1 }
    guard position == start else { return }
    if peek == UInt8(ascii: "I"), start > 0, bytes[start - 1] == UInt8(ascii: "-") {
      throw JSONFault("'-Infinity' is not a JSON value", at: start - 1, remedy: infinityRemedy)
    }
    throw fault("\(expected) was expected, not \(here)")
  }

  private var infinityRemedy: String { "Write null, or the text in double quotes" }

  /// `null`, `true` or `false`; or a word that people write by mistake.
  mutating func word() throws(JSONFault) -> JSONValue {
    let start = position
    while let byte = peek, byte | 0x20 >= UInt8(ascii: "a"), byte | 0x20 <= UInt8(ascii: "z") {
      position += 1
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    switch text {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    default: throw wordFault(text, at: start)
    }
  }

  private func wordFault(_ text: String, at start: Int) -> JSONFault {
    let remedies = [
      "None": "Write null", "True": "Write true", "False": "Write false",
      "NaN": infinityRemedy, "nan": "Write null", "Infinity": infinityRemedy,
      "undefined": "Write null",
    ]
    if !text.isEmpty {
      let shown = text.prefix(20)
      return JSONFault(
        "'\(shown)' is not a JSON value", at: start,
        remedy: remedies[text] ?? "Put texts in double quotes")
    }
    if let numberFault { return numberFault }
    return fault("a value was expected, not \(here)", remedy: quoteRemedy)
  }

  /// A number that starts as other languages allow it.
  private var numberFault: JSONFault? {
    let isDigit = { (byte: UInt8) in UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
    guard position + 1 < bytes.count, let peek, isDigit(bytes[position + 1]) else { return nil }
    switch peek {
    case UInt8(ascii: "+"):
      return fault("a number must not start with a plus sign", remedy: "Leave the sign out")
    case UInt8(ascii: "."):
      return fault("a number must not start with its point", remedy: "Write 0 before the point")
    default: return nil
    }
  }
}
