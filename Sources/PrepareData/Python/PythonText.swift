// SPDX-License-Identifier: Apache-2.0

import Platform

/// What Python 3.11 (Unicode 14) does with text.
enum PythonText {
  /// Appends what `repr()` gives: single quotes unless only they occur inside, escapes for what is
  /// not printable.
  static func writeRepresentation(of text: [UInt8], to output: inout [UInt8]) {
    let single = UInt8(ascii: "'")
    let double = UInt8(ascii: "\"")
    let quote = text.contains(single) && !text.contains(double) ? double : single
    output.append(quote)
    for scalar in ScalarSequence(text) { write(scalar, quote: quote, to: &output) }
    output.append(quote)
  }

  private static func write(_ scalar: UInt32, quote: UInt8, to output: inout [UInt8]) {
    switch scalar {
    case UInt32(quote), 0x5C: output += [0x5C, UInt8(scalar)]
    case 0x09: output += #"\t"#.utf8
    case 0x0A: output += #"\n"#.utf8
    case 0x0D: output += #"\r"#.utf8
    case 0x20...0x7E: output.append(UInt8(scalar))
    default:
      if let valid = Unicode.Scalar(scalar), isPrintable(valid) {
        output += String(valid).utf8
      } else {
        writeEscape(scalar, to: &output)
      }
    }
  }

  private static func writeEscape(_ scalar: UInt32, to output: inout [UInt8]) {
    let (letter, width) = scalar < 0x100 ? ("x", 2) : scalar < 0x10000 ? ("u", 4) : ("U", 8)
    output += ("\\" + letter + Hexadecimal.digits(scalar, count: width)).utf8
  }

  /// Whether `str.isprintable()` holds.
  static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    guard isAssigned(scalar) else { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .spaceSeparator:
      return scalar == " "
    default:
      return true
    }
  }

  /// Whether Unicode 14, which Python 3.11 carries, knows the scalar; ours may know more.
  static func isAssigned(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x80 else { return true }
    guard let age = scalar.properties.age else { return false }
    return age.major <= 14
  }

  /// Whether `str.isspace()` holds for the scalar, which is what `str.strip()` takes off.
  static func isSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F,
      0x205F, 0x3000:
      true
    default:
      false
    }
  }

  /// The part of valid UTF-8 that `str.strip()` leaves.
  static func stripped(_ text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var start = 0
    var end = text.count
    while start < end, let length = spaceLength(text, at: start) { start += length }
    while end > start {
      var last = end - 1
      while last > start && text[last] & 0xC0 == 0x80 { last -= 1 }
      guard spaceLength(text, at: last) != nil else { break }
      end = last
    }
    return start..<end
  }

  /// The length of the white space scalar at `position`; nil when it is none.
  private static func spaceLength(_ text: UnsafeBufferPointer<UInt8>, at position: Int) -> Int? {
    let byte = text[position]
    if byte < 0x80 { return isSpace(UInt32(byte)) ? 1 : nil }
    guard [0xC2, 0xE1, 0xE2, 0xE3].contains(byte) else { return nil }
    let length = byte == 0xC2 ? 2 : 3
    // The fifth bit, which a pair of bytes has too, is not set in 0xC2.
    var scalar = UInt32(byte & 0x0F)
    for next in text[position + 1..<position + length] {
      scalar = scalar << 6 | UInt32(next & 0x3F)
    }
    return isSpace(scalar) ? length : nil
  }
}
