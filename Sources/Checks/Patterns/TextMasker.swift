// SPDX-License-Identifier: Apache-2.0

import Dataset
package import Patterns
import Records

/// Hides what a rule about private data finds, so that reports can show the row around it.
package struct TextMasker: Sendable {
  package let pattern: Pattern
  let proof: Proof?

  /// The text with an asterisk for every byte of a match behind its first two, so that offsets hold.
  package func masked(_ text: [UInt8]) -> [UInt8] {
    var out = text
    text.withUnsafeBufferPointer { bytes in
      var start = 0
      while start <= bytes.count, case .found(let range) = nextMatch(in: bytes, from: start) {
        for index in range.dropFirst(2) { out[index] = UInt8(ascii: "*") }
        start = max(range.upperBound, start + 1)
      }
    }
    return out
  }

  /// The text with another in place of each match.
  package func replacing(_ text: [UInt8], by replacement: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    text.withUnsafeBufferPointer { bytes in
      var done = 0
      var start = 0
      while start <= bytes.count, case .found(let range) = nextMatch(in: bytes, from: start) {
        out += bytes[done..<range.lowerBound] + replacement
        done = range.upperBound
        start = max(range.upperBound, start + 1)
      }
      out += bytes[done...]
    }
    return out
  }

  /// The first match that holds.
  func nextMatch(in text: Bytes, from start: Int = 0) -> Pattern.Match {
    var start = start
    while start <= text.count {
      let match = pattern.firstMatch(in: text, from: start)
      guard case .found(let range) = match, let proof, !range.isEmpty else { return match }
      if proof.holds(for: Bytes(rebasing: text[range])) { return match }
      // Another match may start inside this one.
      start = range.lowerBound + 1
    }
    return .none
  }
}
