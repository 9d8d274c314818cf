// SPDX-License-Identifier: Apache-2.0

/// Numbers as hexadecimal digits, and digits as numbers.
package enum Hexadecimal {
  /// The digits of a number, with zeros before them up to `count` of them.
  package static func digits(
    _ value: some BinaryInteger, count: Int = 1, uppercase: Bool = false
  ) -> String {
    let digits = String(value, radix: 16, uppercase: uppercase)
    return String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
  }

  /// Two digits for each byte.
  package static func text(_ bytes: some Sequence<UInt8>, uppercase: Bool = false) -> String {
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digit(byte >> 4, uppercase))
      text.append(digit(byte & 15, uppercase))
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The number that an ASCII digit stands for, in either case; nil for any other byte.
  package static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// The number of several digits; nil when one of them is none, or there are more than 16.
  package static func value(of digits: some Collection<UInt8>) -> UInt64? {
    guard (1...16).contains(digits.count) else { return nil }
    var result: UInt64 = 0
    for digit in digits {
      guard let value = value(of: digit) else { return nil }
      result = result << 4 | UInt64(value)
    }
    return result
  }

  private static func digit(_ value: UInt8, _ uppercase: Bool) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: uppercase ? "A" : "a") + value - 10
  }
}
