// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// A separator or stop sequence is long.
struct EndingLength: EndingLimitCheck {
  static let kind = "ending-length"
  static let holes = ["ending", "length", "maximum"]
  let field: Field
  /// In characters.
  let maximum: Int

  func size(of ending: Ending, _ profile: Profile) -> Int? { ending.text.count }

  func values(size: Int) -> [String: String] {
    ["length": StandardHoles.counted(size, "character"), "maximum": Plural.grouped(maximum)]
  }
}
