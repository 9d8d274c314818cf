// SPDX-License-Identifier: Apache-2.0

import AssayCore
import EvaluationMetrics
import Reports

/// Pieces of the sentences that a report begins with.
enum Verdict {
  /// `0.887 [0.876, 0.898]`.
  static func value(_ value: Double, _ interval: ConfidenceInterval?) -> String {
    let text = NumberText.fixed(value, digits: 3)
    guard let interval else { return text }
    let ends = [interval.low, interval.high].map { NumberText.fixed($0, digits: 3) }
    return "\(text) [\(ends[0]), \(ends[1])]"
  }

  /// How far a share is from another one: `9.0 points above the base`, `as good as the base`.
  static func distance(_ share: Double, from other: Double, name: String) -> String {
    let points = NumberText.fixed(abs(share - other) * 100, digits: 1)
    if points == "0.0" { return "as good as \(name)" }
    let word = points == "1.0" ? "point" : "points"
    return "\(points) \(word) \(share > other ? "above" : "below") \(name)"
  }

  /// `3,080 rows`.
  static func counted(_ count: Int, _ noun: String) -> String {
    Plural.counted(count, noun)
  }

  /// A class in a sentence. The space that separates it from the prompt belongs to no name.
  static func name(_ label: String) -> String {
    "'\(label.drop { $0 == " " })'"
  }
}
