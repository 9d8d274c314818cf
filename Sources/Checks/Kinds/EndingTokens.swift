// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// A separator or stop sequence is made of several tokens.
struct EndingTokens: Check {
  static let kind = "ending-tokens"
  static let holes = ["ending", "tokens"]
  let field: Field
  let maximum: Int

  init(_ parameters: inout Parameters) throws(AssayError) {
    field = try parameters.choice("column")
    maximum = try parameters.integer("maximum")
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    guard profile.needsEnding(field), let ending = profile.ending(of: field),
      let tokens = profile.settings.tokenizer?.tokens(of: ending.text).count, tokens > maximum
    else { return [] }
    return [
      Conclusion(
        field, rows: ending.rows,
        values: ["ending": quoted(ending.bytes), "tokens": String(tokens)])
    ]
  }
}
