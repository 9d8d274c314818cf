// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset

/// Two columns have the name of the prompt or completion, and their values differ.
struct TwinColumnValues: Check {
  static let kind = "twin-column-values"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    Field.allCases.compactMap { Conclusion(profile.twins, $0) }
  }
}
