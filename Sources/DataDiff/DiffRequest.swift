// SPDX-License-Identifier: Apache-2.0

package import Workflows

/// What two files are compared by.
package struct DiffRequest: Sendable {
  package var old: DataRevision
  package var new: DataRevision
  /// How both are read and checked.
  package var options = CheckOptions()
  /// Columns that together tell rows apart; empty: the content does.
  package var keys: [String] = []
  /// Whether the effect on a linear model is measured.
  package var measuresEffect = false
  /// Of the effect.
  package var seed: UInt64 = 42

  package init(old: DataRevision, new: DataRevision) {
    self.old = old
    self.new = new
  }
}
