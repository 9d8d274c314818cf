// SPDX-License-Identifier: Apache-2.0

/// Labels that are one label to a reader: equal but for case, space, hyphen and underscore.
struct LabelGroups: Sendable {
  /// Groups of two labels or more; in each the most frequent label comes first.
  let groups: [[Profile.Label]]

  /// - Parameter labels: by descending count.
  init(_ labels: [Profile.Label]) {
    groups = Dictionary(grouping: labels) { Self.plain($0.text) }
      .values.filter { $0.count > 1 }
      .sorted { $0[0].text < $1[0].text }
  }

  private static func plain(_ label: String) -> String {
    let words = label.lowercased().split { $0.isWhitespace || $0 == "_" || $0 == "-" }
    return words.joined(separator: " ")
  }
}
