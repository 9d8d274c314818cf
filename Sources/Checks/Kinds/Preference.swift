// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Rows of two answers, of which one is better, that teach no preference.
struct Preference: Check {
  static let kind = "preference"
  private let fault: PreferencePairs.Fault

  init(_ parameters: inout Parameters) throws(AssayError) {
    fault = try parameters.choice("fault")
  }

  var analyzers: [any Analyzer] { [PreferencePairs()] }

  func isNeeded(_ profile: Profile) -> Bool { false }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    guard let rows = profile[PreferencePairs.self]?.faults[fault] else { return [] }
    return [Conclusion(places: rows.places, rows: rows.count)]
  }
}
