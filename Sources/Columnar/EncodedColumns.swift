// SPDX-License-Identifier: Apache-2.0

/// The columns of the row under way whose bytes are no text and were written in base 64.
package final class EncodedColumns {
  package private(set) var names: [String] = []

  package init() {}

  package func add(_ column: String) {
    if !names.contains(column) { names.append(column) }
  }

  /// Forgets them, for the next row.
  package func removeAll() {
    if !names.isEmpty { names = [] }
  }
}
