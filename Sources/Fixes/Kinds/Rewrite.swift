// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Records

/// Writes the rows anew, as JSON Lines without what was odd about the file. The output always is;
/// the step names what goes.
struct Rewrite: Fix {
  static let kind = "rewrite"
  private let title: String

  init(_ parameters: inout Parameters) throws(AssayError) {
    title = try parameters.string("title")
  }

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    .byWriter(title)
  }
}
