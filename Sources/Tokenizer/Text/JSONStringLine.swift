// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// Reads lines that are one JSON string each (RFC 8259), for text that goes to the tokenizer: a
/// string without escapes is not even copied.
package struct JSONStringLine {
  private var unescaped: [UInt8] = []

  package init() {}

  /// Calls `body` with the string's text in UTF-8.
  /// - Throws: `AssayError` at `line` of `file` when the line is not one JSON string.
  package mutating func withText<Result>(
    of bytes: UnsafeBufferPointer<UInt8>, file: String, line: Int,
    body: (UnsafeBufferPointer<UInt8>) -> Result
  ) throws(AssayError) -> Result {
    do {
      let range = try read(bytes)
      if let range { return body(UnsafeBufferPointer(rebasing: bytes[range])) }
      return unescaped.withUnsafeBufferPointer(body)
    } catch {
      throw AssayError(
        error.reason, at: Location(file: file, line: line, column: error.offset + 1),
        remedy: "Write one JSON string on each line")
    }
  }

  private struct Fault: Error {
    var reason: String
    var offset: Int
  }

  /// The text's place in the line; nil when it had escapes and stands in `unescaped`.
  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(Fault) -> Range<Int>? {
    let start = Self.skipWhiteSpace(bytes, from: 0)
    guard start < bytes.count, bytes[start] == UInt8(ascii: "\"") else {
      throw Fault(reason: "expected a JSON string", offset: start)
    }
    let first = start + 1
    var position = try Self.plainEnd(bytes, from: first)
    let isPlain = bytes[position] == UInt8(ascii: "\"")
    if !isPlain {
      unescaped.removeAll(keepingCapacity: true)
      unescaped.append(contentsOf: bytes[first..<position])
      while bytes[position] != UInt8(ascii: "\"") {
        position = try readEscape(bytes, at: position)
        let end = try Self.plainEnd(bytes, from: position)
        unescaped.append(contentsOf: bytes[position..<end])
        position = end
      }
    }
    let rest = Self.skipWhiteSpace(bytes, from: position + 1)
    guard rest == bytes.count else {
      throw Fault(reason: "more text after the JSON string", offset: rest)
    }
    return isPlain ? first..<position : nil
  }

  /// The offset of the next quotation mark or backslash.
  private static func plainEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) throws(Fault) -> Int {
    guard let base = bytes.baseAddress else { return start }
    var position = start
    while position < bytes.count {
      if bytes.count - position >= 8, isPlain(base + position) {
        position += 8
        continue
      }
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return position }
      if byte < 0x20 { throw Fault(reason: "a control character in a string", offset: position) }
      guard byte >= 0x80 else {
        position += 1
        continue
      }
      let (scalar, length) = UTF8Decoder.scalar(at: base + position, end: base + bytes.count)
      if scalar == UTF8Decoder.invalid { throw Fault(reason: "not UTF-8", offset: position) }
      position += length
    }
    throw Fault(reason: "the JSON string is not closed", offset: position)
  }

  /// Whether 8 bytes are ASCII without quotation marks, backslashes and control characters.
  @inline(__always)
  private static func isPlain(_ start: UnsafePointer<UInt8>) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let bytes = UnsafeRawPointer(start).loadUnaligned(as: UInt64.self)
    let quotes = bytes ^ (ones &* UInt64(UInt8(ascii: "\"")))
    let backslashes = bytes ^ (ones &* UInt64(UInt8(ascii: "\\")))
    // A byte x below n borrows from its high bit in x - n; a borrow only ever reports too much.
    let found = bytes | (bytes &- ones &* 0x20) | (quotes &- ones) | (backslashes &- ones)
    return found & 0x8080_8080_8080_8080 == 0
  }

  /// Adds the character of the escape at `start` and returns the offset behind it.
  private mutating func readEscape(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) throws(Fault) -> Int {
    guard start + 1 < bytes.count else {
      throw Fault(reason: "the JSON string is not closed", offset: bytes.count)
    }
    let letter = bytes[start + 1]
    if letter == UInt8(ascii: "u") { return try readScalar(bytes, at: start) }
    guard let place = Self.escapes.firstIndex(of: letter) else {
      throw Fault(reason: "an escape that JSON does not have", offset: start)
    }
    unescaped.append(Self.escaped[place])
    return start + 2
  }

  private static let escapes = Array(#""\/bfnrt"#.utf8)
  private static let escaped: [UInt8] = [0x22, 0x5C, 0x2F, 0x08, 0x0C, 0x0A, 0x0D, 0x09]

  /// Adds the scalar of `\uXXXX`, or of two of them that are a surrogate pair.
  private mutating func readScalar(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) throws(Fault) -> Int {
    let first = try Self.unit(bytes, at: start)
    if let scalar = Unicode.Scalar(first) {
      unescaped.append(contentsOf: UTF8.encode(scalar)!)
      return start + 6
    }
    guard first < 0xDC00, let second = try? Self.unit(bytes, at: start + 6),
      (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw Fault(reason: "half of a surrogate pair", offset: start) }
    unescaped.append(contentsOf: UTF8.encode(scalar)!)
    return start + 12
  }

  /// The number of `\uXXXX`.
  private static func unit(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) throws(Fault) -> UInt32 {
    var value: UInt32 = 0
    let isEscape =
      start + 6 <= bytes.count && bytes[start] == UInt8(ascii: "\\")
      && bytes[start + 1] == UInt8(ascii: "u")
    guard isEscape else { throw Fault(reason: "four hexadecimal digits expected", offset: start) }
    for index in start + 2..<start + 6 {
      guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else {
        throw Fault(reason: "four hexadecimal digits expected", offset: index)
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  private static func skipWhiteSpace(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var position = start
    while position < bytes.count, [0x20, 0x09, 0x0D, 0x0A].contains(bytes[position]) {
      position += 1
    }
    return position
  }
}
