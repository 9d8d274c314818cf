// SPDX-License-Identifier: Apache-2.0

/// Whole numbers of any size as Python reads and prints them.
enum PythonInteger {
  /// The digits of what `int()` makes of a text; nil when it is no number.
  static func normalized(_ text: String) -> String? {
    var digits = Substring(text)
    let isSpace = { (character: Character) in
      character.unicodeScalars.allSatisfy { PythonText.isSpace($0.value) }
    }
    while let first = digits.first, isSpace(first) { digits.removeFirst() }
    while let last = digits.last, isSpace(last) { digits.removeLast() }
    let isNegative = digits.first == "-"
    if isNegative || digits.first == "+" { digits.removeFirst() }
    let groups = digits.split(separator: "_", omittingEmptySubsequences: false)
    guard groups.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } })
    else { return nil }
    let plain = groups.joined().drop { $0 == "0" }
    return plain.isEmpty ? "0" : (isNegative ? "-" : "") + plain
  }

  /// The digits of a float that is a whole number.
  static func digits(_ value: Double) -> String {
    if value.magnitude < 9e18 { return String(Int64(value)) }
    var digits: [UInt8] = String(value.significandBitPattern | 1 << 52).utf8.reversed().map {
      $0 - 48
    }
    for _ in 0..<(Int(value.exponent) - 52) { double(&digits) }
    return (value < 0 ? "-" : "")
      + String(decoding: digits.reversed().map { $0 + 48 }, as: UTF8.self)
  }

  private static func double(_ digits: inout [UInt8]) {
    var carry: UInt8 = 0
    for index in digits.indices {
      let sum = digits[index] * 2 + carry
      digits[index] = sum % 10
      carry = sum / 10
    }
    if carry > 0 { digits.append(carry) }
  }
}
