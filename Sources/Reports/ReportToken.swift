// SPDX-License-Identifier: Apache-2.0

/// A token of a text with its log-probability, which pages show as a color.
package struct ReportToken: Sendable, Equatable {
  package var text: String
  package var logProbability: Double

  package init(text: String, logProbability: Double) {
    self.text = text
    self.logProbability = logProbability
  }

  /// From 0, nearly certain, to 4: probabilities above 0.9, 0.5, 0.1, 0.01, and less.
  package var surprise: Int {
    switch logProbability {
    case (-0.105)...: 0
    case (-0.693)...: 1
    case (-2.303)...: 2
    case (-4.605)...: 3
    default: 4
    }
  }
}
