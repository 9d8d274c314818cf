// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Two columns have the name of the prompt or completion, and their values differ.
struct TwinColumnValues: Check {
  static let kind = "twin-column-values"

  var isAboutFile: Bool { true }

  init(_ parameters: inout Parameters) throws(AssayError) {}

  var analyzers: [any Analyzer] { [TwinColumns()] }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    guard let rows = profile[TwinColumns.self] else { return [] }
    return Field.allCases.compactMap { Conclusion(rows, $0) }
  }
}
