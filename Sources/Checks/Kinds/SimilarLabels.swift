// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Labels that are equal but for case, or for space within them.
struct SimilarLabels: Check {
  static let kind = "similar-labels"
  static let holes = ["labels", "groups"]

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let groups = LabelGroups(profile.labels).groups
    guard let first = groups.first else { return [] }
    let shown = first.prefix(4).map { quoted(Array($0.text.utf8)) }.joined(separator: ", ")
    return [
      Conclusion(
        .completion, rows: groups.joined().reduce(0) { $0 + $1.count },
        values: ["labels": shown, "groups": StandardHoles.counted(groups.count, "group")])
    ]
  }
}
