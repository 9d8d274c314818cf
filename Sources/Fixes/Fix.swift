// SPDX-License-Identifier: Apache-2.0

package import Analyzers
package import AssayCore
package import Checks
import Dataset
package import Records
package import Tables

/// One kind of fix. A rule file names a kind; `FixCatalog` lists the kinds.
package protocol Fix: Sendable {
  /// The name in rule files.
  static var kind: String { get }
  init(_ parameters: inout Parameters) throws(AssayError)

  /// The fix as it goes with its rule's check.
  func paired(with check: any Check) throws(AssayError) -> any Fix

  /// Has the file read so that the fix can be made, where that is the reader's work.
  func prepare(_ options: inout TableSource.Options)

  /// The edit that answers what the rule's check concluded; nil where the fix would do harm.
  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep?
}

extension Fix {
  package func paired(with check: any Check) throws(AssayError) -> any Fix { self }

  package func prepare(_ options: inout TableSource.Options) {}
}

/// A fix of the texts of one column, which is all that a rule file has to name.
protocol ColumnFix: Fix {
  var field: Field { get }
  init(field: Field)
}

extension ColumnFix {
  init(_ parameters: inout Parameters) throws(AssayError) {
    self.init(field: try parameters.choice("column"))
  }
}
