// SPDX-License-Identifier: Apache-2.0

package import EvaluationMetrics

/// How a model's own texts compare with the wanted ones.
package struct GenerationFigures: Sendable, Equatable {
  /// [rows] What the model wrote.
  package private(set) var texts: [String] = []
  /// [rows] What it should have written, without a stop sequence.
  package private(set) var wanted: [String] = []
  /// [rows]
  package private(set) var matches: [TextMatch] = []

  package init() {}

  /// Adds a row.
  package mutating func add(_ text: String, wanted: String) {
    texts.append(text)
    self.wanted.append(wanted)
    matches.append(TextMatch(text, wanted: wanted))
  }

  static let keys = ["exact_match", "normalized_match", "token_f1"]

  var figures: [NamedFigure] {
    let values = [
      matches.map { $0.isExact ? 1 : 0 }, matches.map { $0.isNormalized ? 1 : 0 },
      matches.map(\.tokenF1),
    ]
    return zip(Self.keys, values).map { NamedFigure($0, Mean.of($1)) }
  }
}
