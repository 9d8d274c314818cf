// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records

/// Gives the rows of a label the whitespace behind it that most rows of the file have.
struct EvenLabelEnds: Fix {
  static let kind = "even-label-ends"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    let uneven = profile.labels.filter { !$0.tails.isEmpty }
    guard !uneven.isEmpty else { return nil }
    let tails = Dictionary(uneven.map { (Array($0.text.utf8), $0.tails[0]) }) { first, _ in first }
    return FixStep(.labels, "end equal labels alike") { record in
      let label = record.completion.labelRange
      guard let tail = tails[Array(record.completion[label])],
        !record.completion[label.upperBound...].elementsEqual(tail)
      else { return false }
      record.completion.replaceSubrange(label.upperBound..., with: tail)
      return true
    }
  }
}
