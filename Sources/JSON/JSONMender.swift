// SPDX-License-Identifier: Apache-2.0

import Platform

/// Makes JSON of what programs and people write in its place: Python's literals (single quotes,
/// None, True, nan), JavaScript's (keys without quotes, NaN, undefined, comments), commas before a
/// closing bracket, curly quotes, backslashes that escape nothing, raw control characters, halves of
/// surrogate pairs. What a text says is kept; words that are no value become null.
package struct JSONMender {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var depth = 0
  private var out: [UInt8] = []

  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    out.reserveCapacity(bytes.count + 16)
  }

  /// The JSON that `bytes` seem to mean; nil when they are no single value even so.
  package static func mended(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard UTF8Validation.isValid(bytes) else { return nil }
    var mender = JSONMender(bytes)
    mender.skipSpace()
    guard mender.value() else { return nil }
    mender.skipSpace()
    if mender.take(",") || mender.take(";") { mender.skipSpace() }
    return mender.position == bytes.count ? mender.out : nil
  }

  /// Whether `bytes`, which are no JSON, can be read as one object even so.
  package static func meansObject(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let json = mended(bytes) else { return false }
    return json.withUnsafeBufferPointer { (try? JSONParser.parse($0))?.object != nil }
  }

  private mutating func value() -> Bool {
    if let close = closingQuote() { return string(until: close) }
    switch peek {
    case UInt8(ascii: "{"): return list(until: "}") { $0.member() }
    case UInt8(ascii: "["): return list(until: "]") { $0.value() }
    case nil: return false
    default: return word()
    }
  }

  /// An object or an array; a comma may stand behind its last item.
  private mutating func list(
    until close: Unicode.Scalar, _ item: (inout JSONMender) -> Bool
  ) -> Bool {
    guard depth < JSONParser.maximumDepth else { return false }
    depth += 1
    defer { depth -= 1 }
    copy()
    skipSpace()
    var isFirst = true
    while !take(close) {
      if !isFirst { out.append(UInt8(ascii: ",")) }
      isFirst = false
      guard item(&self) else { return false }
      skipSpace()
      if take(",") { skipSpace() } else if peek != UInt8(ascii: close) { return false }
    }
    out.append(UInt8(ascii: close))
    return true
  }

  private mutating func member() -> Bool {
    if let close = closingQuote() {
      guard string(until: close) else { return false }
    } else {
      let name = identifier()
      guard !name.isEmpty else { return false }
      out += [UInt8(ascii: "\"")] + name + [UInt8(ascii: "\"")]
    }
    skipSpace()
    guard take(":") else { return false }
    out.append(UInt8(ascii: ":"))
    skipSpace()
    return value()
  }

  // MARK: - Words and numbers

  private mutating func word() -> Bool {
    let start = position
    while let byte = peek, Self.isWordPart(byte) { position += 1 }
    let text = bytes[start..<position]
    if UnsafeBufferPointer(rebasing: text).isJSONNumber {
      out += text
      return true
    }
    switch String(decoding: text, as: UTF8.self) {
    case "true", "True", "TRUE": out += "true".utf8
    case "false", "False", "FALSE": out += "false".utf8
    case "null", "None", "NULL", "undefined", "nan", "NaN", "NAN", "inf", "-inf", "Infinity",
      "-Infinity", "-NaN":
      out += "null".utf8
    default: return false
    }
    return true
  }

  private static func isWordPart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  private mutating func identifier() -> [UInt8] {
    let start = position
    while let byte = peek, Self.isWordPart(byte) || byte == UInt8(ascii: "_"),
      byte != UInt8(ascii: "+"), byte != UInt8(ascii: ".")
    {
      position += 1
    }
    return Array(bytes[start..<position])
  }
}

/// Strings.
extension JSONMender {
  /// Takes an opening quote; the bytes of the one that closes.
  private mutating func closingQuote() -> [UInt8]? {
    switch peek {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      position += 1
      return [bytes[position - 1]]
    case 0xE2 where position + 2 < bytes.count && bytes[position + 1] == 0x80:
      // “ and „ are closed by ”; some write ” on both sides.
      guard [0x9C, 0x9D, 0x9E].contains(bytes[position + 2]) else { return nil }
      position += 3
      return [0xE2, 0x80, 0x9D]
    default: return nil
    }
  }

  private mutating func string(until close: [UInt8]) -> Bool {
    out.append(UInt8(ascii: "\""))
    while let byte = peek {
      if bytes[position...].starts(with: close) {
        position += close.count
        out.append(UInt8(ascii: "\""))
        return true
      }
      switch byte {
      case UInt8(ascii: "\\"): escape()
      case UInt8(ascii: "\""): out += [UInt8(ascii: "\\"), take()]
      case 0..<0x20: escaped(take())
      default: out.append(take())
      }
    }
    return false
  }

  /// An escape of JSON as it is, one of Python or JavaScript by what it means, and a backslash that
  /// escapes nothing as a backslash.
  private mutating func escape() {
    let rest = bytes[(position + 1)...]
    switch rest.first {
    case UInt8(ascii: "'"):
      position += 2
      out.append(UInt8(ascii: "'"))
    case UInt8(ascii: "x"):
      guard let value = hexadecimal(rest.dropFirst().prefix(2), 2) else { return backslash() }
      position += 4
      out += String(UnicodeScalar(UInt8(value))).utf8.flatMap { Self.plain($0) }
    case UInt8(ascii: "u"):
      guard let unit = codeUnit(at: position) else { return backslash() }
      utf16(unit)
    case let byte? where #""\/bfnrt"#.utf8.contains(byte):
      out += [UInt8(ascii: "\\"), byte]
      position += 2
    default: backslash()
    }
  }

  /// A code unit as it is written, with its other half; a half alone, which is no character, becomes
  /// the mark of a character that was lost.
  private mutating func utf16(_ unit: Int) {
    let isPair =
      0xD800...0xDBFF ~= unit
      && codeUnit(at: position + 6).map { 0xDC00...0xDFFF ~= $0 } == true
    let length = isPair ? 12 : 6
    let isHalf = 0xD800...0xDFFF ~= unit && !isPair
    if isHalf { out += #"\ufffd"#.utf8 } else { out += bytes[position..<position + length] }
    position += length
  }

  /// The number of the `\uXXXX` that stands at `place`.
  private func codeUnit(at place: Int) -> Int? {
    let text = bytes[min(place, bytes.count)...]
    guard text.starts(with: #"\u"#.utf8) else { return nil }
    return hexadecimal(text.dropFirst(2).prefix(4), 4)
  }

  private mutating func backslash() {
    position += 1
    out += #"\\"#.utf8
  }

  private mutating func escaped(_ byte: UInt8) { out += Self.plain(byte) }

  /// A byte as it stands in a JSON string.
  private static func plain(_ byte: UInt8) -> [UInt8] {
    guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { return [byte] }
    return Array("\\u\(Hexadecimal.digits(byte, count: 4))".utf8)
  }

  private func hexadecimal(_ digits: Slice<UnsafeBufferPointer<UInt8>>, _ count: Int) -> Int? {
    guard digits.count == count else { return nil }
    return Hexadecimal.value(of: digits).map { Int($0) }
  }
}

extension JSONMender {
  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take() -> UInt8 {
    position += 1
    return bytes[position - 1]
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func copy() { out.append(take()) }

  /// White space and comments.
  private mutating func skipSpace() {
    while let byte = peek {
      let rest = bytes[position...]
      if [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
        position += 1
      } else if rest.starts(with: "//".utf8) || byte == UInt8(ascii: "#") {
        position = rest.firstIndex(of: 0x0A) ?? bytes.count
      } else if rest.starts(with: "/*".utf8) {
        position += 2
        while position < bytes.count, !bytes[position...].starts(with: "*/".utf8) { position += 1 }
        position = min(position + 2, bytes.count)
      } else {
        return
      }
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes are a number as JSON writes it.
  fileprivate var isJSONNumber: Bool {
    guard let first, first == UInt8(ascii: "-") || 0x30...0x39 ~= first else { return false }
    var scanner = StrictJSONScanner(self)
    switch try? scanner.document() {
    case .integer, .number: return true
    default: return false
    }
  }
}
