// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import BitCollections
import Records

/// Examples with more tokens than the model takes.
struct TokenLimit: RowCheck {
  static let kind = "token-limit"
  static let holes = ["limit", "longest"]
  let limit: Int
  var analyzers: [any Analyzer] { [TokenCounts(limit: limit)] }

  init(_ parameters: inout Parameters) throws(AssayError) {
    limit = try parameters.integer("limit")
  }

  func rows(_ profile: Profile) -> BitSet {
    profile[TokenCounts.self]?.overlong ?? BitSet()
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    guard let tokens = profile[TokenCounts.self] else { return [] }
    let longest = Plural.grouped(tokens.lengths.longest)
    let values = [
      "limit": Plural.grouped(tokens.limit),
      "longest": profile.settings.countsAreEstimates
        ? "\(longest), which is an estimate by another tokenizer than the model's" : longest,
    ]
    return Conclusion(tally, nil, values: values).map { [$0] } ?? []
  }
}
