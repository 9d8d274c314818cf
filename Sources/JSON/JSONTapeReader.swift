// SPDX-License-Identifier: Apache-2.0

/// Turns simdjson's tape into a value. Each word holds a type letter in its top byte and a payload
/// below; numbers fill the following word (simdjson, doc/tape.md).
struct JSONTapeReader {
  private let tape: UnsafePointer<UInt64>
  private let strings: UnsafePointer<UInt8>
  private var index = 0

  init(tape: UnsafePointer<UInt64>, strings: UnsafePointer<UInt8>) {
    self.tape = tape
    self.strings = strings
  }

  mutating func document() -> JSONValue? {
    index = 1  // word 0 is the root
    return value()
  }

  /// The value at `index`, which moves behind it; nil for a word that no document holds.
  private mutating func value() -> JSONValue? {
    let word = tape[index]
    index += 1
    switch UInt8(word >> 56) {
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "t"): return .bool(true)
    case UInt8(ascii: "f"): return .bool(false)
    case UInt8(ascii: "l"): return .integer(Int(bitPattern: UInt(nextWord())))
    case UInt8(ascii: "u"): return .number(Double(nextWord()))
    case UInt8(ascii: "d"): return .number(Double(bitPattern: nextWord()))
    case UInt8(ascii: "\""): return .string(string(word))
    case UInt8(ascii: "["): return array(end: Int(UInt32(truncatingIfNeeded: word)))
    case UInt8(ascii: "{"): return object(end: Int(UInt32(truncatingIfNeeded: word)))
    default: return nil
    }
  }

  private mutating func nextWord() -> UInt64 {
    defer { index += 1 }
    return tape[index]
  }

  private func string(_ word: UInt64) -> String {
    let start = strings + Int(word & 0xFF_FFFF_FFFF_FFFF)
    let length = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
    return String(
      decoding: UnsafeBufferPointer(start: start + 4, count: Int(length)), as: UTF8.self)
  }

  /// `end` is the word behind the closing bracket.
  private mutating func array(end: Int) -> JSONValue? {
    var values: [JSONValue] = []
    while index < end - 1 {
      guard let value = value() else { return nil }
      values.append(value)
    }
    index = end
    return .array(values)
  }

  private mutating func object(end: Int) -> JSONValue? {
    var object = JSONObject()
    while index < end - 1 {
      let key = string(nextWord())
      guard let value = value() else { return nil }
      object.append(key, value)
    }
    index = end
    return .object(object)
  }
}
