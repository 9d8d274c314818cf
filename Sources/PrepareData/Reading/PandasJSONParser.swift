// SPDX-License-Identifier: Apache-2.0

import Platform

/// The JSON dialect that pandas' reader accepts, which differs from the standard: raw control
/// characters in strings, `NaN`, `Infinity`, leading zeros, a comma before `}`, surrogates that are
/// halves. Numbers are put together digit by digit, so that their last bit can differ too.
struct PandasJSONParser {
  /// Why the text is refused: pandas raises ValueError.
  struct Refusal: Error {
    var message: String
    var offset: Int
  }

  private static let maximalDepth = 1024
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var position = 0
  private var depth = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// The byte at the position; 0 at the end, like the text's terminator.
  private var byte: UInt8 {
    @inline(__always) get { position < bytes.count ? bytes[position] : 0 }
  }

  private func refusal(_ message: String) -> Refusal {
    Refusal(message: message, offset: position)
  }

  @inline(__always)
  mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  /// Fails unless only white space is left.
  mutating func expectEnd() throws(Refusal) {
    skipSpace()
    if position != bytes.count { throw refusal("text after the end of the document") }
  }

  /// The next byte that is not white space.
  mutating func peek() -> UInt8 {
    skipSpace()
    return byte
  }

  /// Any value.
  mutating func value() throws(Refusal) -> PythonValue {
    skipSpace()
    switch byte {
    case UInt8(ascii: "\""):
      var text: [UInt8] = []
      try string(into: &text)
      return .text(text)
    case UInt8(ascii: "["): return try list()
    case UInt8(ascii: "{"): return try dictionary()
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .none)
    case UInt8(ascii: "N"): return try word("NaN", .none)
    case UInt8(ascii: "I"): return try word("Infinity", .float(.infinity))
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): return try number()
    default: throw refusal("a value was expected")
    }
  }

  private mutating func word(
    _ word: StaticString, _ value: PythonValue
  ) throws(Refusal) -> PythonValue {
    for offset in 0..<word.utf8CodeUnitCount {
      guard byte == word.utf8Start[offset] else { throw refusal("`\(word)` was expected") }
      position += 1
    }
    return value
  }

  private mutating func list() throws(Refusal) -> PythonValue {
    var items: [PythonValue] = []
    try elements { (parser) throws(Refusal) in items.append(try parser.value()) }
    return .list(items)
  }

  private mutating func dictionary() throws(Refusal) -> PythonValue {
    var members: [(key: [UInt8], value: PythonValue)] = []
    var places: [[UInt8]: Int] = [:]
    try self.members { (parser, key) throws(Refusal) in
      let value = try parser.value()
      if let place = places[key] {
        members[place].value = value
      } else {
        places[key] = members.count
        members.append((key, value))
      }
    }
    return .dictionary(members)
  }

  /// Goes through an array; `element` reads each value.
  mutating func elements(
    _ element: (inout PandasJSONParser) throws(Refusal) -> Void
  ) throws(Refusal) {
    try enter()
    var isFirst = true
    while true {
      if peek() == UInt8(ascii: "]") {
        guard isFirst else { throw refusal("a value was expected after the comma") }
        break
      }
      try element(&self)
      isFirst = false
      let next = peek()
      if next == UInt8(ascii: "]") { break }
      guard next == UInt8(ascii: ",") else { throw refusal("`,` or `]` was expected") }
      position += 1
    }
    leave()
  }

  /// Goes through an object; `member` gets each key and reads its value.
  mutating func members(
    _ member: (inout PandasJSONParser, [UInt8]) throws(Refusal) -> Void
  ) throws(Refusal) {
    try enter()
    var key: [UInt8] = []
    while peek() != UInt8(ascii: "}") {
      guard byte == UInt8(ascii: "\"") else { throw refusal("a key in quotes was expected") }
      key.removeAll(keepingCapacity: true)
      try string(into: &key)
      guard peek() == UInt8(ascii: ":") else { throw refusal("`:` was expected") }
      position += 1
      try member(&self, key)
      let next = peek()
      if next == UInt8(ascii: "}") { break }
      guard next == UInt8(ascii: ",") else { throw refusal("`,` or `}` was expected") }
      position += 1
    }
    leave()
  }

  private mutating func enter() throws(Refusal) {
    depth += 1
    if depth > Self.maximalDepth { throw refusal("nested more than \(Self.maximalDepth) deep") }
    position += 1
  }

  private mutating func leave() {
    depth -= 1
    position += 1
  }
}

// MARK: - Strings

extension PandasJSONParser {
  /// Appends the text of the string at the position.
  mutating func string(into text: inout [UInt8]) throws(Refusal) {
    position += 1
    var highSurrogate: UInt32?
    while true {
      let start = position
      while position < bytes.count, bytes[position] != UInt8(ascii: "\""),
        bytes[position] != UInt8(ascii: "\\"), bytes[position] != 0
      { position += 1 }
      text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<position]))
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return
      case UInt8(ascii: "\\"):
        position += 1
        try escape(into: &text, &highSurrogate)
      default:
        throw refusal("a string has no end")
      }
    }
  }

  private mutating func escape(
    into text: inout [UInt8], _ highSurrogate: inout UInt32?
  ) throws(Refusal) {
    let letter = byte
    switch letter {
    case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "/"): text.append(letter)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      position += 1
      return try codePoint(into: &text, &highSurrogate)
    default: throw refusal("an escape is not known")
    }
    position += 1
  }

  /// A high surrogate waits for the next `\u`, wherever in the string that is; left alone it goes.
  private mutating func codePoint(
    into text: inout [UInt8], _ highSurrogate: inout UInt32?
  ) throws(Refusal) {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Hexadecimal.value(of: byte) else {
        throw refusal("a `\\u` escape is cut off")
      }
      unit = unit << 4 | UInt32(digit)
      position += 1
    }
    if let high = highSurrogate {
      guard unit & 0xFC00 == 0xDC00 else { throw refusal("half a surrogate pair") }
      text.append(codePoint: 0x10000 + ((high - 0xD800) << 10 | (unit - 0xDC00)))
      highSurrogate = nil
    } else if unit & 0xFC00 == 0xD800 {
      highSurrogate = unit
    } else {
      text.append(codePoint: unit)
    }
  }
}

// MARK: - Numbers

extension PandasJSONParser {
  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
  private static let maximalDecimals = 15
  /// The weights are the literals nearest to the powers, as in the original.
  private static let weights: [Double] = [
    1.0, 0.1, 0.01, 0.001, 0.0001, 0.00001, 0.000001, 0.0000001, 0.00000001, 0.000000001,
    0.0000000001, 0.00000000001, 0.000000000001, 0.0000000000001, 0.00000000000001,
    0.000000000000001,
  ]

  mutating func number() throws(Refusal) -> PythonValue {
    let isNegative = byte == UInt8(ascii: "-")
    if isNegative {
      position += 1
      if byte == UInt8(ascii: "I") { return try word("Infinity", .float(-.infinity)) }
    }
    let whole = try wholePart(isNegative: isNegative)
    var value: Double
    switch byte {
    case UInt8(ascii: "."):
      value = Double(whole) + fraction()
    case UInt8(ascii: "e"), UInt8(ascii: "E"):
      value = Double(whole)
    default:
      return Self.integer(whole, isNegative: isNegative)
    }
    if isNegative { value = -value }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") { value *= pow(10, exponent()) }
    return .float(value)
  }

  /// Overflow is only noticed when the wrapped value is smaller, as in the original.
  private mutating func wholePart(isNegative: Bool) throws(Refusal) -> UInt64 {
    var whole: UInt64 = 0
    while Self.digits.contains(byte) {
      let previous = whole
      whole = whole &* 10 &+ UInt64(byte - UInt8(ascii: "0"))
      if isNegative ? whole > 1 << 63 : previous > whole {
        throw refusal("a number is too large")
      }
      position += 1
    }
    return whole
  }

  private static func integer(_ whole: UInt64, isNegative: Bool) -> PythonValue {
    if isNegative { return .integer(0 &- Int64(bitPattern: whole)) }
    return whole >> 63 != 0 ? .unsigned(whole) : .integer(Int64(whole))
  }

  private mutating func fraction() -> Double {
    position += 1
    var value = 0.0
    var decimals = 0
    while Self.digits.contains(byte) {
      if decimals < Self.maximalDecimals {
        value = value * 10 + Double(byte - UInt8(ascii: "0"))
        decimals += 1
      }
      position += 1
    }
    return value * Self.weights[decimals]
  }

  private mutating func exponent() -> Double {
    position += 1
    let isNegative = byte == UInt8(ascii: "-")
    if isNegative || byte == UInt8(ascii: "+") { position += 1 }
    var value = 0.0
    while Self.digits.contains(byte) {
      value = value * 10 + Double(byte - UInt8(ascii: "0"))
      position += 1
    }
    return isNegative ? -value : value
  }
}
