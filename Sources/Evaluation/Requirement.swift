// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import EvaluationMetrics

/// A bar that a figure must reach, written as `accuracy>=0.9`, or `accuracy>=0.9 at 95%` where it is to
/// be reached with some confidence.
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
  /// How sure it must be that the figure reaches the bar; nil: the figure itself counts.
  package let confidence: Double?

  /// What a figure is at least, or at most, with some confidence; nil where nobody knows.
  package typealias Bound = (_ key: String, _ confidence: Double, _ isLower: Bool) -> Double?

  /// Reads the text of `--require`.
  /// - Throws: `AssayError` when it is not a figure, a comparison and a number.
  package init(_ text: String) throws(AssayError) {
    // The longer signs come first, so that >= is not read as >.
    for comparison in Comparison.allCases {
      guard let place = Self.place(of: comparison.rawValue, in: text) else { continue }
      let key = Self.trimmed(text[..<place.lowerBound])
      let rest = Self.words(text[place.upperBound...])
      guard let bound = rest.first.flatMap({ Double($0) }), !key.isEmpty else { break }
      let confidence = try Self.confidence(rest.dropFirst(), of: text)
      self.init(key: key, comparison: comparison, bound: bound, confidence: confidence)
      return
    }
    throw AssayError(
      "cannot read the requirement '\(text)'",
      remedy: Self.advice)
  }

  private static let advice =
    "Write a figure, >=, >, <= or <, and a number, as in accuracy>=0.9, or 'accuracy>=0.9 at 95%'"

  /// Reads `at 95%`; nil when nothing is there.
  private static func confidence(
    _ words: ArraySlice<String>, of text: String
  ) throws(AssayError) -> Double? {
    guard !words.isEmpty else { return nil }
    let number = words.dropFirst().joined()
    guard words.first == "at", number.hasSuffix("%"), let share = Double(number.dropLast()),
      share >= 50, share < 100
    else {
      throw AssayError(
        "cannot read the confidence of the requirement '\(text)'",
        remedy: "Write it from 50% to below 100%, as in accuracy>=0.9 at 95%")
    }
    return share / 100
  }

  private static func words(_ text: Substring) -> [String] {
    text.split(separator: " ").map(String.init)
  }

  private init(key: String, comparison: Comparison, bound: Double, confidence: Double?) {
    self.key = key
    self.comparison = comparison
    self.bound = bound
    self.confidence = confidence
  }

  /// Says what was missed; nil when the bar is reached. An undefined figure reaches nothing.
  /// - Parameter sure: what figures are with some confidence.
  /// - Throws: `AssayError` when there is no figure of that name, or nobody knows how sure it is.
  package func miss(
    in figures: [NamedFigure], sure: Bound = { _, _, _ in nil }
  ) throws(AssayError) -> String? {
    guard let figure = figures.first(where: { $0.key == key })?.figure else {
      throw unknown(among: figures.map(\.key))
    }
    guard let value = figure.value else {
      return "\(key) is undefined (\(figure.reason ?? "no value")), required \(rule)"
    }
    guard let confidence else {
      return holds(value) ? nil : "\(key) is \(value), required \(rule)"
    }
    let isLower = comparison == .atLeast || comparison == .more
    guard let sure = sure(key, confidence, isLower) else {
      throw AssayError(
        "nobody knows how sure the figure '\(key)' is",
        remedy: "Leave out 'at' and what follows, or require a figure of a classification")
    }
    return holds(sure)
      ? nil
      : "\(key) is \(value), and with a confidence of \(Self.percent(confidence)) only"
        + " \(isLower ? "at least" : "at most") \(sure), required \(rule)"
  }

  private static func percent(_ share: Double) -> String {
    let value = (share * 1e6).rounded() / 1e4
    return value == value.rounded() ? "\(Int(value))%" : "\(value)%"
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
