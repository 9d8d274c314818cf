// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Labels of a classification that do not differ in their first token.
struct LabelTokens: Check {
  static let kind = "label-tokens"
  static let holes = ["labels", "classes"]

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    var byToken: [Int: [Profile.Label]] = [:]
    for label in profile.labels {
      guard let token = profile.tokens(ofLabel: label.text)?.first else { continue }
      byToken[token, default: []].append(label)
    }
    let shared = byToken.values.filter { $0.count > 1 }
    let labels = shared.joined().sorted { $0.text < $1.text }
    guard labels.count > 1 else { return [] }
    return [
      Conclusion(
        .completion, rows: labels.reduce(0) { $0 + $1.count },
        values: [
          "labels": Plural.listed(labels, most: 4) { quoted($0.text.utf8) },
          "classes": Plural.grouped(labels.count),
        ])
    ]
  }
}
