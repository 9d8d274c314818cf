// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import EvaluationMetrics

/// A bar that a figure must reach, written as `accuracy>=0.9`.
package struct Requirement: Sendable, Equatable {
  package enum Comparison: String, Sendable, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case more = ">"
    case less = "<"
  }

  package let key: String
  package let comparison: Comparison
  package let bound: Double

  /// Reads the text of `--require`.
  /// - Throws: `AssayError` when it is not a figure, a comparison and a number.
  package init(_ text: String) throws(AssayError) {
    // The longer signs come first, so that >= is not read as >.
    for comparison in Comparison.allCases {
      guard let place = Self.place(of: comparison.rawValue, in: text) else { continue }
      let key = Self.trimmed(text[..<place.lowerBound])
      guard let bound = Double(Self.trimmed(text[place.upperBound...])), !key.isEmpty else { break }
      self.init(key: key, comparison: comparison, bound: bound)
      return
    }
    throw AssayError(
      "cannot read the requirement '\(text)'",
      remedy: "Write a figure, >=, >, <= or <, and a number, as in accuracy>=0.9")
  }

  private init(key: String, comparison: Comparison, bound: Double) {
    self.key = key
    self.comparison = comparison
    self.bound = bound
  }

  /// Says what was missed; nil when the bar is reached. An undefined figure reaches nothing.
  /// - Throws: `AssayError` when there is no figure of that name.
  package func miss(in figures: [NamedFigure]) throws(AssayError) -> String? {
    guard let figure = figures.first(where: { $0.key == key })?.figure else {
      throw unknown(among: figures.map(\.key))
    }
    guard let value = figure.value else {
      return "\(key) is undefined (\(figure.reason ?? "no value")), required \(rule)"
    }
    return holds(value) ? nil : "\(key) is \(value), required \(rule)"
  }

  /// - Throws: `AssayError` when the figure is none of those that there will be.
  package func check(among keys: [String]) throws(AssayError) {
    guard keys.contains(key) else { throw unknown(among: keys) }
  }

  private func unknown(among keys: [String]) -> AssayError {
    AssayError(
      "there is no figure '\(key)' to require",
      remedy: "Use one of \(keys.joined(separator: ", "))")
  }

  private var rule: String { "\(comparison.rawValue) \(bound)" }

  private func holds(_ value: Double) -> Bool {
    switch comparison {
    case .atLeast: value >= bound
    case .atMost: value <= bound
    case .more: value > bound
    case .less: value < bound
    }
  }

  private static func place(of sign: String, in text: String) -> Range<String.Index>? {
    var start = text.startIndex
    while start < text.endIndex {
      if text[start...].hasPrefix(sign) {
        return start..<text.index(start, offsetBy: sign.count)
      }
      start = text.index(after: start)
    }
    return nil
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
