// SPDX-License-Identifier: Apache-2.0

import Platform

/// Reads JSON (RFC 8259) a byte at a time. Slow and exact: it runs where simdjson has refused a
/// document, to say where and why.
struct StrictJSONScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  var position: Int
  private var depth = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) {
    self.bytes = bytes
    position = start
  }

  /// The document, which must fill the bytes up to white space.
  mutating func document() throws(JSONFault) -> JSONValue {
    if let offset = UTF8Validation.firstInvalid(bytes) {
      throw JSONFault(
        "the byte \(hex(bytes[offset])) at offset \(offset) is not valid UTF-8", at: offset,
        remedy: "Save the file as UTF-8")
    }
    skipSpace()
    guard position < bytes.count else {
      throw JSONFault("the document is empty", at: position, remedy: "Write one JSON value")
    }
    let value = try value()
    skipSpace()
    guard position == bytes.count else {
      let isObject = peek == UInt8(ascii: "{") || foreignLineBreak != nil
      let remedy = isObject ? "Write each object on a line of its own" : "Keep one value only"
      throw fault("there is \(here) after the end of the document", remedy: remedy)
    }
    return value
  }

  private mutating func value() throws(JSONFault) -> JSONValue {
    switch peek {
    case UInt8(ascii: "{"):
      return .object(
        try nested { scanner throws(JSONFault) in
          try scanner.object()
        })
    case UInt8(ascii: "["):
      return .array(
        try nested { scanner throws(JSONFault) in
          try scanner.array()
        })
    case UInt8(ascii: "\""): return .string(try string())
    case let byte? where byte == UInt8(ascii: "-") || 0x30...0x39 ~= byte: return try number()
    default: return try word()
    }
  }

  private mutating func nested<Result>(
    _ body: (inout StrictJSONScanner) throws(JSONFault) -> Result
  ) throws(JSONFault) -> Result {
    guard depth < JSONParser.maximumDepth else {
      throw fault(
        "arrays and objects are nested deeper than \(JSONParser.maximumDepth) levels",
        remedy: "Flatten the value")
    }
    depth += 1
    defer { depth -= 1 }
    position += 1
    skipSpace()
    return try body(&self)
  }

  private mutating func array() throws(JSONFault) -> [JSONValue] {
    var values: [JSONValue] = []
    if take("]") { return values }
    while true {
      values.append(try value())
      if try endsList(with: "]", of: "array") { return values }
    }
  }

  private mutating func object() throws(JSONFault) -> JSONObject {
    var object = JSONObject()
    if take("}") { return object }
    while true {
      guard peek == UInt8(ascii: "\"") else {
        throw fault("a key in double quotes was expected, not \(here)", remedy: quoteRemedy)
      }
      let key = try string()
      skipSpace()
      guard take(":") else { throw fault("':' was expected after the key, not \(here)") }
      skipSpace()
      object.append(key, try value())
      if try endsList(with: "}", of: "object") { return object }
    }
  }

  /// Takes what follows an item: the closing bracket (true) or a comma (false).
  private mutating func endsList(
    with close: Unicode.Scalar, of kind: String
  ) throws(JSONFault) -> Bool {
    skipSpace()
    if take(close) { return true }
    let comma = position
    guard take(",") else {
      let isNext = peek == UInt8(ascii: "{") || peek == UInt8(ascii: "\"")
      throw fault(
        "',' or '\(close)' was expected in the \(kind), not \(here)",
        remedy: isNext ? "Put a comma between the two" : nil)
    }
    skipSpace()
    if peek == UInt8(ascii: close) {
      throw JSONFault(
        "there is a comma before the '\(close)' that ends the \(kind)", at: comma,
        remedy: "Remove the comma")
    }
    return false
  }
}

extension StrictJSONScanner {
  /// The byte at hand; nil at the end.
  var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// What stands at hand, as words.
  var here: String {
    guard let peek else { return "the end of the text" }
    let rest = UnsafeBufferPointer(rebasing: bytes[position..<min(position + 4, bytes.count)])
    switch peek {
    case 0..<0x20, 0x7F: return "the control character \(hex(peek))"
    case UInt8(ascii: "'"): return "a single quote"
    default:
      if let name = foreignLineBreak { return "\(name), which breaks no line in JSON," }
      return "'\(String(decoding: rest, as: UTF8.self).unicodeScalars.first!)'"
    }
  }

  /// The name of a character at hand that breaks lines elsewhere: U+0085, U+2028 or U+2029.
  private var foreignLineBreak: String? {
    let rest = bytes[position...]
    if rest.starts(with: [0xC2, 0x85]) { return "U+0085" }
    if rest.starts(with: [0xE2, 0x80, 0xA8]) { return "U+2028" }
    return rest.starts(with: [0xE2, 0x80, 0xA9]) ? "U+2029" : nil
  }

  /// What to do where a string was expected.
  var quoteRemedy: String? {
    switch here {
    case "a single quote": "Write strings in double quotes"
    case "'\u{201C}'", "'\u{201D}'", "'\u{201E}'": "Write straight double quotes, not curly ones"
    case "'/'", "'#'": "JSON has no comments; remove it"
    case "the end of the text": nil
    default: "Write keys and texts in double quotes"
    }
  }

  func fault(_ message: String, remedy: String? = nil) -> JSONFault {
    JSONFault(message, at: position, remedy: remedy, isUnfinished: peek == nil)
  }

  func hex(_ byte: UInt8) -> String {
    "0x" + Hexadecimal.digits(byte, count: 2, uppercase: true)
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  mutating func skipSpace() {
    while let peek, [0x20, 0x0A, 0x0D, 0x09].contains(peek) { position += 1 }
  }
}
