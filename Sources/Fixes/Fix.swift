// SPDX-License-Identifier: Apache-2.0

package import Analyzers
package import AssayCore
package import Checks
package import Records

/// One kind of fix. A rule file names a kind; `FixCatalog` lists the kinds.
package protocol Fix: Sendable {
  /// The name in rule files.
  static var kind: String { get }
  init(_ parameters: inout Parameters) throws(AssayError)

  /// The fix as it goes with its rule's check.
  func paired(with check: any Check) throws(AssayError) -> any Fix

  /// The edit that answers what the rule's check concluded; nil where the fix would do harm.
  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep?
}

extension Fix {
  package func paired(with check: any Check) throws(AssayError) -> any Fix { self }
}
