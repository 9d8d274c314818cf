// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// A separator or stop sequence is made of several tokens.
struct EndingTokens: EndingLimitCheck {
  static let kind = "ending-tokens"
  static let holes = ["ending", "tokens"]
  let field: Field
  let maximum: Int

  func size(of ending: Ending, _ profile: Profile) -> Int? {
    profile.settings.tokenizer?.tokens(of: ending.text).count
  }

  func values(size: Int) -> [String: String] { ["tokens": Plural.grouped(size)] }
}
