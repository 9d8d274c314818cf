// SPDX-License-Identifier: Apache-2.0

/// The order in which people look for names: numbers in them by their value, so that `2` stands before
/// `10`.
package enum NaturalOrder {
  /// Places of texts, in their order.
  package static func sorted(_ texts: [String]) -> [Int] {
    let keys = texts.map { parts(of: $0) }
    return texts.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
  }

  /// A run of digits, or another character.
  private enum Part: Comparable {
    case number(length: Int, digits: String)
    case scalar(UInt32)
  }

  private static func parts(of text: String) -> [Part] {
    var parts: [Part] = []
    var rest = Substring(text).unicodeScalars
    while let first = rest.first {
      let digits = rest.prefix { "0"..."9" ~= $0 }
      guard digits.isEmpty else {
        let value = String(Substring(digits.drop { $0 == "0" }))
        parts.append(.number(length: value.utf8.count, digits: value))
        rest = rest[digits.endIndex...]
        continue
      }
      parts.append(.scalar(first.value))
      rest.removeFirst()
    }
    return parts
  }
}
