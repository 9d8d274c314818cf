// SPDX-License-Identifier: Apache-2.0

package import Tables

/// A text with what a classifier says of it.
package struct LabeledRow: Sendable {
  /// As it was given.
  package let text: String
  /// The row it stands in; nil where the text itself was given.
  package let row: Row?
  /// Nil for a text without a character to read: nothing can be said of it.
  package let prediction: Prediction?
  /// Whether no class is probable enough.
  package let isUnsure: Bool

  /// The place of the class that is the label; nil for a blank or an unsure text.
  package var label: Int? { isUnsure ? nil : prediction?.best }
}
