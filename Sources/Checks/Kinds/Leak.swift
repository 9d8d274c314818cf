// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Rows whose prompt is also in another file, which is to be kept apart: one of the same run, or a
/// benchmark.
struct Leak: Check {
  /// How much the prompts are alike.
  enum Likeness: String, CaseIterable {
    case exact, normalized, near
  }

  static let kind = "leak"
  static let holes = ["files", "similarity"]
  let likeness: Likeness
  let needs: SurveyNeeds = .leaks

  init(_ parameters: inout Parameters) throws(AssayError) {
    likeness = try parameters.choice("likeness")
  }

  func isNeeded(_ profile: Profile) -> Bool { !rows(profile).isEmpty }

  func inspect(_ record: Record, _ profile: Profile, _ tally: inout Tally) {
    if rows(profile).contains(record.number) { tally.add(record, nil) }
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let files = profile.leaks.files.map { quoted($0.utf8) }.joined(separator: ", ")
    let values = ["files": files, "similarity": NearDuplicateSearch.thresholdText]
    return Conclusion(tally, nil, values: values).map { [$0] } ?? []
  }

  private func rows(_ profile: Profile) -> RowSet {
    switch likeness {
    case .exact: profile.leaks.exact
    case .normalized: profile.leaks.normalized
    case .near: profile.leaks.near
    }
  }
}
