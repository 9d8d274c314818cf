// SPDX-License-Identifier: Apache-2.0

import Algorithms
import Analyzers
import AssayCore
import Dataset
import Records

/// Labels of a classification whose tokens are the first tokens of another label, with nothing that
/// ends them.
struct LabelPrefix: Check {
  static let kind = "label-prefix"
  static let holes = ["labels", "classes"]

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let labels = profile.labels
      .map { (label: $0, tokens: profile.tokens(ofLabel: $0.text) ?? []) }
      .sorted { $0.tokens.lexicographicallyPrecedes($1.tokens) }
    // In this order a label stands directly before those that it begins.
    let pairs = labels.adjacentPairs().filter { one, next in
      one.tokens.count < next.tokens.count && next.tokens.starts(with: one.tokens)
    }
    guard !pairs.isEmpty else { return [] }
    return [
      Conclusion(
        .completion, rows: pairs.reduce(0) { $0 + $1.0.label.count },
        values: [
          "labels": Plural.listed(pairs, most: 4) { one, next in
            "\(quoted(one.label.text.utf8)) begins \(quoted(next.label.text.utf8))"
          },
          "classes": Plural.counted(pairs.count, "label"),
        ])
    ]
  }
}
