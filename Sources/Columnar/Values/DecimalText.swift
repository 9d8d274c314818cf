// SPDX-License-Identifier: Apache-2.0

/// Decimal numbers of any size as JSON writes numbers.
package enum DecimalText {
  /// - Parameter bytes: a whole number in two's complement, the greatest byte first.
  package static func text(_ bytes: some Collection<UInt8>, scale: Int) -> String {
    var magnitude = Array(bytes)
    let isNegative = (magnitude.first ?? 0) & 0x80 != 0
    if isNegative { negate(&magnitude) }
    var digits: [UInt8] = []
    while magnitude.contains(where: { $0 != 0 }) { digits.append(divideByTen(&magnitude)) }
    return placed(digits.reversed(), scale: scale, isNegative: isNegative)
  }

  package static func text(_ value: Int64, scale: Int) -> String {
    withUnsafeBytes(of: value.bigEndian) { text(Array($0), scale: scale) }
  }

  private static func negate(_ bytes: inout [UInt8]) {
    var carry = 1
    for index in bytes.indices.reversed() {
      let sum = Int(~bytes[index]) + carry
      bytes[index] = UInt8(truncatingIfNeeded: sum)
      carry = sum >> 8
    }
  }

  /// Divides the number; gives what is left over.
  private static func divideByTen(_ bytes: inout [UInt8]) -> UInt8 {
    var rest = 0
    for index in bytes.indices {
      let value = rest << 8 | Int(bytes[index])
      bytes[index] = UInt8(value / 10)
      rest = value % 10
    }
    return UInt8(rest)
  }

  private static func placed(_ digits: [UInt8], scale: Int, isNegative: Bool) -> String {
    let scale = max(0, scale)
    var text = digits.map { Character(Unicode.Scalar(UInt8(ascii: "0") + $0)) }
    if text.count <= scale {
      text.insert(contentsOf: repeatElement("0", count: scale + 1 - text.count), at: 0)
    }
    if scale > 0 { text.insert(".", at: text.count - scale) }
    return (isNegative ? "-" : "") + String(text)
  }
}
