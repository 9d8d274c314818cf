// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Records

/// Examples with more tokens than the model takes.
struct TokenLimit: Check {
  static let kind = "token-limit"
  static let holes = ["limit", "longest"]
  let limit: Int
  let needs: SurveyNeeds = .tokens

  init(_ parameters: inout Parameters) throws(AssayError) {
    limit = try parameters.integer("limit")
  }

  var tokenLimit: Int? { limit }

  func isNeeded(_ profile: Profile) -> Bool { !profile.overlong.isEmpty }

  func inspect(_ record: Record, _ profile: Profile, _ tally: inout Tally) {
    if profile.overlong.contains(record.number) { tally.add(record, nil) }
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let values = [
      "limit": String(profile.tokenLimit), "longest": String(profile.tokens.longest),
    ]
    return Conclusion(tally, nil, values: values).map { [$0] } ?? []
  }
}
