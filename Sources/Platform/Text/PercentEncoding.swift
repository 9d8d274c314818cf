// SPDX-License-Identifier: Apache-2.0

/// Text in addresses: a byte that may not stand there is `%` and two hexadecimal digits.
/// Source: RFC 3986, section 2.
package enum PercentEncoding {
  /// The text with all bytes escaped but ASCII letters, digits and those of `allowed`.
  /// - Parameter allowed: the unreserved characters of the RFC, where nothing else is said.
  package static func encode(_ text: String, allowing allowed: String = "-._~") -> String {
    let plain = Array(allowed.utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
      if isLetterOrDigit(byte) || plain.contains(byte) {
        result.append(byte)
      } else {
        result.append(UInt8(ascii: "%"))
        result += Hexadecimal.text(CollectionOfOne(byte), uppercase: true).utf8
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The bytes with escapes read; nil when one is cut short or has other digits.
  /// - Parameter plusIsSpace: whether `+` stands for a space, as forms write it.
  package static func decode(
    _ text: some Sequence<UInt8>, plusIsSpace: Bool = false
  ) -> [UInt8]? {
    var result: [UInt8] = []
    var rest = text.makeIterator()
    while let byte = rest.next() {
      if byte == UInt8(ascii: "%") {
        guard let high = rest.next().flatMap({ Hexadecimal.value(of: $0) }),
          let low = rest.next().flatMap({ Hexadecimal.value(of: $0) })
        else { return nil }
        result.append(high << 4 | low)
      } else {
        result.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return result
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
