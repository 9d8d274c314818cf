// SPDX-License-Identifier: Apache-2.0

/// One number with its name.
package struct ReportFigure: Sendable, Equatable {
  /// How the number is written.
  package enum Style: Sendable, Equatable {
    /// A share: 0.8523 in tables, 85.2 % where there is room.
    case share
    /// Any other number, with four digits after the point.
    case plain
    /// A whole number with separators.
    case count
  }

  /// The key in JSON, such as `weighted_f1`.
  package var key: String
  /// The name for people, such as `Weighted F1`.
  package var name: String
  package var value: Double?
  package var style: Style
  /// The interval of 95 %, when there is one.
  package var interval: ClosedRange<Double>?
  /// Why there is no value.
  package var reason: String?
  /// What the figure says, in one sentence.
  package var meaning: String
  /// Whether it belongs at the top.
  package var isHeadline: Bool

  package init(
    key: String, name: String, value: Double?, style: Style = .share,
    interval: ClosedRange<Double>? = nil, reason: String? = nil, meaning: String = "",
    isHeadline: Bool = false
  ) {
    self.key = key
    self.name = name
    self.value = value
    self.style = style
    self.interval = interval
    self.reason = reason
    self.meaning = meaning
    self.isHeadline = isHeadline
  }
}
