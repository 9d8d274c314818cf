// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// The better answers are much shorter, or much longer, in most rows: what is learned may be the length.
struct PreferenceLength: Check {
  static let kind = "preference-length"
  static let holes = ["length"]
  /// The fewest rows that show a habit, and their share in percent.
  private let least: Int
  private let share: Int

  init(_ parameters: inout Parameters) throws(AssayError) {
    least = try parameters.integer("rows")
    share = try parameters.integer("share")
  }

  var analyzers: [any Analyzer] { [PreferencePairs()] }

  func isNeeded(_ profile: Profile) -> Bool { false }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    guard let found = profile[PreferencePairs.self], found.compared >= least else { return [] }
    let rows = max(found.shorter, found.longer)
    guard rows * 100 >= share * found.compared else { return [] }
    let length = found.shorter > found.longer ? "at most half as long" : "at least twice as long"
    return [Conclusion(rows: rows, values: ["length": length])]
  }
}
