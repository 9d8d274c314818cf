// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Labels of a classification that are more than so many tokens, whatever the others are.
struct LabelLength: Check {
  static let kind = "label-length"
  static let holes = ["labels", "classes", "all"]
  let maximum: Int

  init(_ parameters: inout Parameters) throws(AssayError) {
    maximum = try parameters.integer("maximum")
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    guard profile.labels.count > 1 else { return [] }
    let stop = profile.ending(of: .completion)?.text ?? ""
    let long = profile.labels.compactMap { label -> (label: Profile.Label, tokens: Int)? in
      // A stop sequence belongs to no label.
      let isEnded = !stop.isEmpty && label.text.hasSuffix(stop)
      let name = isEnded ? label.text.dropLast(stop.count) : label.text[...]
      let tokens = profile.tokens(ofLabel: name)?.count ?? 0
      return tokens > maximum ? (label, tokens) : nil
    }.sorted { $0.label.text < $1.label.text }
    guard !long.isEmpty else { return [] }
    return [
      Conclusion(
        .completion, rows: long.reduce(0) { $0 + $1.label.count },
        values: [
          "labels": Plural.listed(long, most: 4) {
            "\(quoted($0.label.text.utf8)) (\(Plural.counted($0.tokens, "token")))"
          },
          "classes": Plural.grouped(long.count), "all": Plural.grouped(profile.labels.count),
        ])
    ]
  }
}
