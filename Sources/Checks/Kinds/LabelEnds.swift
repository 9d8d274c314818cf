// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Labels that have different whitespace behind them in different rows.
struct LabelEnds: Check {
  static let kind = "label-ends"
  static let holes = ["labels", "uneven"]

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let uneven = profile.labels.filter { !$0.tails.isEmpty }
    guard let first = uneven.first else { return [] }
    let spellings = first.tails.prefix(4).map { quoted(Array(first.text.utf8) + $0) }
    return [
      Conclusion(
        .completion, rows: uneven.reduce(0) { $0 + $1.count },
        values: [
          "labels": spellings.joined(separator: ", "),
          "uneven": StandardHoles.counted(uneven.count, "label"),
        ])
    ]
  }
}
