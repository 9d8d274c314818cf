// SPDX-License-Identifier: Apache-2.0

/// Bytes that are no text, as text (RFC 4648).
package enum Base64Text {
  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  package static func text(_ bytes: ArraySlice<UInt8>) -> String {
    var text: [UInt8] = []
    var place = bytes.startIndex
    while place < bytes.endIndex {
      let group = bytes[place...].prefix(3)
      let value = (0..<3).reduce(0) { sum, index in
        sum << 8 | (index < group.count ? Int(group[place + index]) : 0)
      }
      for index in 0..<4 {
        let digit = digits[value >> (18 - 6 * index) & 63]
        text.append(index <= group.count ? digit : UInt8(ascii: "="))
      }
      place += group.count
    }
    return String(decoding: text, as: UTF8.self)
  }
}
