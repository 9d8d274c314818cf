// SPDX-License-Identifier: Apache-2.0

/// The numbers that a hyperparameter may have.
package struct ValueRange: Sendable, Equatable {
  /// Nil where there is no bound.
  package private(set) var lowest: Double?
  package private(set) var highest: Double?
  package private(set) var includesLowest = true
  package private(set) var includesHighest = true

  /// Every number.
  package static let any = ValueRange()

  package static func from(_ lowest: Double, through highest: Double? = nil) -> ValueRange {
    ValueRange(lowest: lowest, highest: highest)
  }

  package static func from(_ lowest: Double, below highest: Double) -> ValueRange {
    ValueRange(lowest: lowest, highest: highest, includesHighest: false)
  }

  package static func above(_ lowest: Double, through highest: Double? = nil) -> ValueRange {
    ValueRange(lowest: lowest, highest: highest, includesLowest: false)
  }

  package func contains(_ number: Double) -> Bool {
    guard number.isFinite else { return false }
    if let lowest, includesLowest ? number < lowest : number <= lowest { return false }
    if let highest, includesHighest ? number > highest : number >= highest { return false }
    return true
  }

  /// What a number has to be, in words that follow its name: "must be at least 1".
  package var requirement: String {
    if lowest == 0, includesLowest, highest == nil { return "must not be negative" }
    if let lowest, let highest, includesLowest, includesHighest {
      return "must be from \(Self.text(lowest)) to \(Self.text(highest))"
    }
    let bounds = [
      lowest.map { "\(includesLowest ? "at least" : "greater than") \(Self.text($0))" },
      highest.map { "\(includesHighest ? "at most" : "less than") \(Self.text($0))" },
    ]
    let words = bounds.compactMap(\.self).joined(separator: " and ")
    return words.isEmpty ? "must be a number" : "must be \(words)"
  }

  /// Whole numbers without `.0`.
  private static func text(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }
}
