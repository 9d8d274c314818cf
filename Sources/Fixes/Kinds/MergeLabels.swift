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
    guard !spelling.isEmpty else { return nil }
    let spellings = spelling
    return FixStep(.labels, "spell equal labels alike") { record in
      let label = record.completion.labelRange
      guard let spelling = spellings[Array(record.completion[label])] else { return false }
      record.completion.replaceSubrange(label, with: spelling)
      return true
    }
  }
}
