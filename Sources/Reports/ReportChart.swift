// SPDX-License-Identifier: Apache-2.0

/// Curves over common axes.
package struct ReportChart: Sendable {
  package struct Point: Sendable, Equatable {
    package var x: Double
    package var y: Double

    package init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  package enum Style: Sendable, Equatable {
    case line
    /// A line with a mark at each point.
    case marks
    /// A bar from 0 to each point, as wide as given in units of x.
    case bars(width: Double)
  }

  package struct Series: Sendable {
    package var name: String
    package var points: [Point]
    package var style: Style

    package init(name: String, points: [Point], style: Style = .line) {
      self.name = name
      self.points = points
      self.style = style
    }
  }

  package var title: String
  /// The whole chart in words, for those who do not see it.
  package var description: String
  package var xLabel: String
  package var yLabel: String
  package var series: [Series]
  /// Fixed ends of the axes; nil fits them to the points.
  package var xRange: ClosedRange<Double>?
  package var yRange: ClosedRange<Double>?
  /// A dashed line from the lower left to the upper right: chance, or perfect calibration.
  package var diagonal: String?

  package init(
    title: String, description: String, xLabel: String, yLabel: String, series: [Series],
    xRange: ClosedRange<Double>? = nil, yRange: ClosedRange<Double>? = nil,
    diagonal: String? = nil
  ) {
    self.title = title
    self.description = description
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.series = Self.merged(series)
    self.xRange = xRange
    self.yRange = yRange
    self.diagonal = diagonal
  }

  /// Curves that are equal at every point hide one another: they become one with both names.
  private static func merged(_ all: [Series]) -> [Series] {
    var merged: [Series] = []
    for series in all {
      let twin = merged.firstIndex { $0.points == series.points && $0.style == series.style }
      if let twin, !series.points.isEmpty {
        merged[twin].name += " = \(series.name)"
      } else {
        merged.append(series)
      }
    }
    return merged
  }
}
