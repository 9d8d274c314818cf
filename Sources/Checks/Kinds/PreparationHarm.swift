// SPDX-License-Identifier: Apache-2.0

package import Analyzers
package import AssayCore

/// What following the original data preparation does to a file. The preparation tells, so that
/// nothing is left for the check; the rule explains it.
package struct PreparationHarm: Check {
  package static let kind = "preparation-harm"
  package static let holes = [
    "cells", "ending", "length", "list", "prefix", "removed", "what",
  ]

  /// The codes that need not be told besides: they are about the same fault of the file.
  package let replacedCodes: [String]

  package init(_ parameters: inout Parameters) throws(AssayError) {
    replacedCodes = try parameters.strings("instead-of")
  }

  package func isNeeded(_ profile: Profile) -> Bool { false }

  package func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] { [] }
}
