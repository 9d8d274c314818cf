// SPDX-License-Identifier: Apache-2.0

import Dataset
package import Records

/// Which exemptions were met, and which rows were found, in a run that watches for them.
package struct Trace: Mergeable {
  /// The numbers of the exemptions that excused something.
  package var met: Set<Int> = []
  /// The rows that each rule found, by the rule's code.
  package var rows: [String: Set<RowKey>] = [:]
  /// Findings about the file as a whole.
  package var files: Set<FileFault> = []

  /// A rule that finds the file itself at fault.
  package struct FileFault: Sendable, Hashable {
    package let code: String
    package let field: String?
  }

  package init() {}

  package mutating func merge(_ next: Trace) {
    met.formUnion(next.met)
    rows.merge(next.rows) { $0.union($1) }
    files.formUnion(next.files)
  }
}
