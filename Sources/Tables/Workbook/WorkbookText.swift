// SPDX-License-Identifier: Apache-2.0

/// Gathers the text of an `si` or `is` element: its `t` elements but for phonetic hints (`rPh`).
struct WorkbookText {
  /// A spreadsheet program allows 32,767 characters.
  static let maximumBytes = 1 << 24

  private var bytes: [UInt8] = []
  private var isInText = false
  private var isInHint = false

  var count: Int { bytes.count }

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
  }

  mutating func start(_ name: String) {
    if name == "rPh" { isInHint = true }
    if name == "t" { isInText = !isInHint }
  }

  mutating func end(_ name: String) {
    if name == "rPh" { isInHint = false }
    if name == "t" { isInText = false }
  }

  mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
    if isInText { bytes.append(contentsOf: text) }
  }

  /// The text with `_x000D_` and the like (ECMA-376, part 1, 22.9.2.19) turned into characters.
  var decoded: [UInt8] { Self.decode(bytes) }

  static func decode(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "_")) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if let scalar = escape(bytes[index...].prefix(7)) {
        result.append(contentsOf: String(scalar).utf8)
        index += 7
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// The character of `_xHHHH_`; nil for other bytes and for halves of surrogate pairs.
  private static func escape(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard bytes.count == 7, bytes.first == UInt8(ascii: "_"), bytes.last == UInt8(ascii: "_"),
      bytes[bytes.startIndex + 1] == UInt8(ascii: "x")
    else { return nil }
    var value: UInt32 = 0
    for byte in bytes.dropFirst(2).dropLast() {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return Unicode.Scalar(value)
  }
}
