// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Dataset

/// The signatures of the rows of all parts, one part after another: no more than are compared in one process.
package struct NearSignatures: Sendable {
  private(set) var table: MinHashTable
  let rules: FactRules.Likeness

  package init(_ rules: FactRules.Likeness) {
    table = MinHashTable(limit: rules.mostRows)
    self.rules = rules
  }

  /// - Parameter firstRow: the number of the part's first row in the whole.
  /// - Throws: `AssayError` when the part is damaged.
  package mutating func add(_ part: RowSignatures, firstRow: Int) throws(AssayError) {
    guard let next = MinHashTable(part, limit: rules.mostRows, firstRow: firstRow) else {
      throw AssayError("the signatures of rows are damaged", remedy: "Make them anew")
    }
    table.merge(next)
  }
}
