// SPDX-License-Identifier: Apache-2.0

/// Differences with their intervals, one below the other around zero.
package struct ReportIntervals: Sendable {
  /// What a difference says.
  package enum Tone: String, Sendable {
    case better, worse
    /// The interval holds zero: it may be chance.
    case unclear
  }

  package struct Row: Sendable, Equatable {
    package var name: String
    package var value: Double
    package var interval: ClosedRange<Double>
    package var tone: Tone

    package init(name: String, value: Double, interval: ClosedRange<Double>, tone: Tone) {
      self.name = name
      self.value = value
      self.interval = interval
      self.tone = tone
    }
  }

  package var title: String
  /// What the axis measures.
  package var label: String
  package var rows: [Row]

  package init(title: String, label: String, rows: [Row]) {
    self.title = title
    self.label = label
    self.rows = rows
  }
}
