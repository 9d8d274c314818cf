// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Labels that are equal but for case or space, also at their end.
struct SimilarLabels: Check {
  static let kind = "similar-labels"
  static let holes = ["labels", "groups"]

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let groups = LabelGroups(profile.labels).groups.map { group in
      (rows: group.reduce(0) { $0 + $1.count }, spellings: group.flatMap(Self.spellings))
    }
    let alone = Self.labelsAlone(profile, besides: groups.flatMap { $0.spellings })
    let all = groups + alone
    guard let first = all.first else { return [] }
    let shown = first.spellings.prefix(4).map { quoted($0) }.joined(separator: ", ")
    return [
      Conclusion(
        .completion, rows: all.reduce(0) { $0 + $1.rows },
        values: ["labels": shown, "groups": StandardHoles.counted(all.count, "group")])
    ]
  }

  /// The label as its rows spell it: with the whitespace behind it where that differs.
  private static func spellings(_ label: Profile.Label) -> [[UInt8]] {
    let text = Array(label.text.utf8)
    return label.tails.isEmpty ? [text] : label.tails.map { text + $0 }
  }

  /// Labels that are like no other, but have different whitespace behind them.
  private static func labelsAlone(
    _ profile: Profile, besides known: [[UInt8]]
  ) -> [(rows: Int, spellings: [[UInt8]])] {
    profile.labels.filter { !$0.tails.isEmpty }.map { ($0.count, spellings($0)) }
      .filter { !known.contains($0.1[0]) }
  }
}
