// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore

/// What stops the reading of a file. The reader tells, so that nothing is left for the check; the
/// rule explains it, and its code stands in the error.
struct ReadingFault: Check {
  static let kind = "reading-fault"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func isNeeded(_ profile: Profile) -> Bool { false }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] { [] }
}
