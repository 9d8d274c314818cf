// SPDX-License-Identifier: Apache-2.0

import Platform

/// Text that writes all its characters by bytes of ASCII, as mail once had to: it is UTF-8 without a
/// fault, and nonsense.
struct EscapedText {
  /// What it is in, as it seems.
  let encoding: TextEncoding

  private static let escape: UInt8 = 0x1B
  /// So many runs of UTF-7 are no chance.
  private static let runsWanted = 3

  /// Nil when the text is no such.
  init?(_ head: TextHead) {
    guard head.bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
    if let encoding = Self.shifted(head.bytes) {
      self.encoding = encoding
    } else if Self.isUTF7(head.bytes) {
      encoding = .utf7
    } else {
      return nil
    }
  }

  /// ISO 2022 by its escape sequences, which choose a set of characters.
  private static func shifted(_ bytes: ArraySlice<UInt8>) -> TextEncoding? {
    guard let first = bytes.firstIndex(of: escape) else { return nil }
    let sequence = String(decoding: bytes[first...].dropFirst().prefix(3), as: UTF8.self)
    if sequence.hasPrefix("$)C") { return .iso2022KR }
    return ["$B", "$@", "$(D", "(J", "(I"].contains { sequence.hasPrefix($0) } ? .iso2022JP : nil
  }

  /// Whether what stands between `+` and `-` is always UTF-16 in base 64 (RFC 2152).
  private static func isUTF7(_ bytes: ArraySlice<UInt8>) -> Bool {
    var runs = 0
    var rest = bytes
    while let start = rest.firstIndex(of: UInt8(ascii: "+")) {
      rest = rest[(start + 1)...]
      let run = rest.prefix { Base64.value(of: $0) != nil }
      rest = rest[run.endIndex...]
      // What the head cuts tells nothing, and a plus sign itself is `+-`.
      if rest.isEmpty { break }
      if run.isEmpty, rest.first == UInt8(ascii: "-") { continue }
      guard areLetters(run) else { return false }
      runs += 1
    }
    return runs >= runsWanted
  }

  /// Whether the units of UTF-16 in a run are whole and letters or marks outside of ASCII.
  private static func areLetters(_ run: ArraySlice<UInt8>) -> Bool {
    var units: [UInt16] = []
    var bits: UInt32 = 0
    var count = 0
    for digit in run.compactMap(Base64.value) {
      bits = bits << 6 | UInt32(digit)
      count += 6
      guard count >= 16 else { continue }
      count -= 16
      units.append(UInt16(truncatingIfNeeded: bits >> count))
      bits &= (1 << count) - 1
    }
    let text = String(validating: units, as: UTF16.self)
    guard bits == 0, count < 6, let text, !text.isEmpty else { return false }
    return text.unicodeScalars.allSatisfy { $0.value >= 0x80 && $0.value < 0xE000 }
      && text.unicodeScalars.contains { $0.properties.isAlphabetic }
  }
}
