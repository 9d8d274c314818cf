// SPDX-License-Identifier: Apache-2.0

import Analyzers
package import AssayCore
package import BitCollections
package import Fixes
import Records

extension FixedRows {
  /// The rows as a fixer decided.
  package init(
    _ outcome: Fixer.Outcome, valid: BitSet = BitSet(), keepsEntries: Bool = false
  ) {
    self.init(
      outcome.rows.source, names: outcome.rows.names, plan: outcome.plan, valid: valid,
      edited: outcome.rows, threads: outcome.rows.threads, keepsEntries: keepsEntries)
  }
}

extension RowDiff {
  /// What a fixer decided.
  package init(_ outcome: Fixer.Outcome) {
    self.init(
      outcome.rows.source, names: outcome.rows.names, plan: outcome.plan,
      threads: outcome.rows.threads)
  }
}

extension Split {
  /// Divides the rows after some fixes, for which they are read only where their survey does not
  /// know enough of them.
  package init(
    _ outcome: Fixer.Outcome, fraction: Double?, seed: UInt64, hasClasses: Bool = true
  ) throws(AssayError) {
    guard hasClasses else {
      try self.init(outcome.rows, fraction: fraction, seed: seed, hasClasses: false)
      return
    }
    try self.init(
      outcome.after.profile?[ExactDuplicates.self]?.splitKeys, of: outcome.rows, fraction: fraction,
      seed: seed)
  }
}
