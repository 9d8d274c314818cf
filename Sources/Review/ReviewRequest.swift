// SPDX-License-Identifier: Apache-2.0

package import EvaluationMetrics
package import Workflows

/// What is to be reviewed.
package struct ReviewRequest: Sendable {
  /// Which rows are shown.
  package enum Selection: String, Sendable, CaseIterable {
    /// Rows whose label models find unlikely, the most doubtful first.
    case doubtful
    /// Rows that lint says something about.
    case findings
    case all
  }

  package var file: DataFile
  package var options = CheckOptions()
  package var selection = Selection.doubtful
  /// What makes a label doubtful.
  package var filter = LabelNoise.Filter.selfConfidence
  /// Of the models.
  package var seed: UInt64 = 42

  package init(_ file: DataFile) { self.file = file }
}
