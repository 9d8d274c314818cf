// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records

/// Puts a space before completions that start without whitespace.
struct AddLeadingSpace: Fix {
  static let kind = "add-leading-space"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    FixStep(.leadingSpace, "start each completion with a space") { record in
      guard let first = record.completion.first, !first.isWhitespace else { return false }
      record.completion.insert(0x20, at: 0)
      return true
    }
  }
}
