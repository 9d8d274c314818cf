// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import BitCollections
import Checks
import Records
import Tables

/// Has the reader make rows of lines that are no JSON.
struct MendLines: Fix {
  static let kind = "mend-lines"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func prepare(_ options: inout TableSource.Options) { options.mendsLines = true }

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    .byReader(
      "read lines that are not JSON as what they seem to mean",
      rows: BitSet(profile.notes.lazy.filter { $0.kind == .mendedLine }.flatMap(\.rows)))
  }
}
