// SPDX-License-Identifier: Apache-2.0

/// Rows that are like an earlier row without being its copy.
package struct SimilarRows: Sendable {
  /// Equal but for case, space and the form of characters.
  package var normalised = RowSet()
  /// Nearly equal.
  package var near = RowSet()
}
