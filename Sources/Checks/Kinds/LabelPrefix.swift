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
    guard let tokenizer = profile.settings.tokenizer, profile.labels.count > 1 else { return [] }
    // Completions start with a space, or will after the fix of WSP001.
    let labels = profile.labels
      .map { (label: $0, tokens: tokenizer.tokens(of: " " + $0.text)) }
      .sorted { $0.tokens.lexicographicallyPrecedes($1.tokens) }
    // In this order a label stands directly before those that it begins.
    let pairs = labels.adjacentPairs().filter { one, next in
      one.tokens.count < next.tokens.count && next.tokens.starts(with: one.tokens)
    }
    guard !pairs.isEmpty else { return [] }
    let shown = pairs.prefix(4).map { one, next in
      "\(quoted(one.label.text.utf8)) begins \(quoted(next.label.text.utf8))"
    }
    return [
      Conclusion(
        .completion, rows: pairs.reduce(0) { $0 + $1.0.label.count },
        values: [
          "labels": shown.joined(separator: ", ") + (pairs.count > 4 ? ", ..." : ""),
          "classes": Plural.counted(pairs.count, "label"),
        ])
    ]
  }
}
