// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records

/// Gives labels that are equal but for case and space the spelling of the most frequent one.
struct MergeLabels: Fix {
  static let kind = "merge-labels"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    var spelling: [[UInt8]: [UInt8]] = [:]
    for group in LabelGroups(profile.labels).groups {
      for label in group.dropFirst() {
        spelling[Array(label.text.utf8)] = Array(group[0].text.utf8)
      }
    }
    let tails = self.tails(profile)
    guard !spelling.isEmpty || !tails.isEmpty else { return nil }
    let spellings = spelling
    return FixStep(.labels, "spell equal labels alike") { record in
      let label = record.completion.labelRange
      let key = Array(record.completion[label])
      let before = record.completion
      if let tail = tails[key] {
        record.completion.replaceSubrange(label.upperBound..., with: tail)
      }
      if let spelling = spellings[key] {
        record.completion.replaceSubrange(label, with: spelling)
      }
      return record.completion != before
    }
  }

  /// The whitespace that is to stand behind labels whose rows have different ones.
  private func tails(_ profile: Profile) -> [[UInt8]: [UInt8]] {
    let mixed = profile.labels.filter { !$0.tails.isEmpty }
    return Dictionary(mixed.map { (Array($0.text.utf8), $0.tails[0]) }) { first, _ in first }
  }
}
