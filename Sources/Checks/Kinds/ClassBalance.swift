// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// The rarest class of a classification is much rarer than the others.
struct ClassBalance: Check {
  static let kind = "class-balance"
  static let holes = ["rarest", "rarest-count", "largest", "largest-count", "ratio"]
  /// How many times larger the largest class may be.
  let ratio: Int

  init(_ parameters: inout Parameters) throws(AssayError) {
    ratio = try parameters.integer("ratio")
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    guard let largest = profile.labels.first, let rarest = profile.labels.last,
      largest.count > rarest.count * ratio
    else { return [] }
    return [
      Conclusion(
        .completion, rows: rarest.count,
        values: [
          "rarest": quoted(rarest.text.utf8), "rarest-count": Plural.grouped(rarest.count),
          "largest": quoted(largest.text.utf8), "largest-count": Plural.grouped(largest.count),
          "ratio": Plural.grouped(ratio),
        ])
    ]
  }
}
