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
    let seen = Array(label.utf8).withUnsafeBufferPointer { ZeroWidth.removed(from: $0) }
    let words = String(decoding: seen, as: UTF8.self).lowercased()
      .split { $0.isWhitespace || $0 == "_" || $0 == "-" }
    return words.joined(separator: " ")
  }
}
