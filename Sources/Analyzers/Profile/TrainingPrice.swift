// SPDX-License-Identifier: Apache-2.0

/// What training on a million tokens costs.
package struct TrainingPrice: Sendable, Equatable {
  /// In dollars.
  package let perMillion: Double
  /// Where that is from, and when it was read.
  package let source: String

  package init(perMillion: Double, source: String) {
    self.perMillion = perMillion
    self.source = source
  }

  /// What passes over a number of tokens cost.
  package func cost(tokens: Int) -> Double { perMillion * Double(tokens) / 1e6 }
}
