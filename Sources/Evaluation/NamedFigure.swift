// SPDX-License-Identifier: Apache-2.0

package import EvaluationMetrics

/// A figure under the key that `assay eval --format json` prints.
package struct NamedFigure: Sendable, Equatable {
  package let key: String
  package let figure: Figure

  package init(_ key: String, _ figure: Figure) {
    self.key = key
    self.figure = figure
  }
}
