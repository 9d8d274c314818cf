// SPDX-License-Identifier: Apache-2.0

import Dataset
import Records

/// Labels that are one label to a reader: equal but for case, space, hyphen, underscore and
/// zero-width characters. Composed and decomposed characters are equal.
package struct LabelGroups: Sendable {
  /// Groups of two labels or more; in each the most frequent label comes first.
  package let groups: [[Profile.Label]]

  /// - Parameter labels: by descending count.
  package init(_ labels: [Profile.Label]) {
    groups = Dictionary(grouping: labels) { Self.plain($0.text) }
      .values.filter { $0.count > 1 }
      .sorted { $0[0].text < $1[0].text }
  }

  private static func plain(_ label: String) -> String {
    let seen = label.unicodeScalars.filter { ![0x200B, 0x2060, 0xFEFF].contains($0.value) }
    let words = String(String.UnicodeScalarView(seen)).lowercased()
      .split { $0.isWhitespace || $0 == "_" || $0 == "-" }
    return words.joined(separator: " ")
  }
}
