// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Records

/// Examples with fewer tokens than anything can be learned from.
struct TokenMinimum: Check {
  static let kind = "token-minimum"
  static let holes = ["minimum"]
  let minimum: Int

  init(_ parameters: inout Parameters) throws(AssayError) {
    minimum = try parameters.integer("minimum")
  }

  var analyzers: [any Analyzer] { [TokenCounts()] }

  /// The histogram of the survey tells whether there is such a row.
  func isNeeded(_ profile: Profile) -> Bool {
    profile[TokenCounts.self]?.lengths.histogram.contains { $0.key < minimum } ?? false
  }

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    guard let tokenizer = profile.settings.tokenizer,
      record.tokenCount(
        profile.settings.functionStart, by: { tokenizer.tokenCount(of: $0) }) < minimum
    else {
      return
    }
    tally.add(record, nil)
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    Conclusion(tally, nil, values: ["minimum": Plural.grouped(minimum)]).map { [$0] } ?? []
  }
}
