// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// What following the original data preparation does to a file. The preparation tells, so that
/// nothing is left for the check; the rule explains it.
struct PreparationHarm: Check {
  static let kind = "preparation-harm"
  static let holes = [
    "cells", "ending", "length", "list", "prefix", "removed", "what",
  ]

  /// The codes that need not be told besides: they are about the same fault of the file.
  let replacedCodes: [String]

  init(_ parameters: inout Parameters) throws(AssayError) {
    replacedCodes = try parameters.strings("instead-of")
  }

  func isNeeded(_ profile: Profile) -> Bool { false }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] { [] }
}
