// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics

/// A figure that is computed for every classifier.
struct Metric: Sendable {
  /// Its key in JSON and in `--require`.
  let key: String
  let names: FigureNames
  /// Nil where it says nothing about such predictions.
  let figure: @Sendable (MeasuredRows) -> Figure?

  init(
    _ key: String, _ names: FigureNames, figure: @escaping @Sendable (MeasuredRows) -> Figure?
  ) {
    self.key = key
    self.names = names
    self.figure = figure
  }
}
