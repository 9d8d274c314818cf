// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import BitCollections
import Dataset
import Records

/// Rows whose prompt is also in another file, which is to be kept apart: one of the same run, or a
/// benchmark.
struct Leak: RowCheck {
  /// How much the prompts are alike.
  enum Likeness: String, CaseIterable {
    case exact, normalized, near
  }

  static let kind = "leak"
  static let holes = ["files", "similarity"]
  let likeness: Likeness

  init(_ parameters: inout Parameters) throws(AssayError) {
    likeness = try parameters.choice("likeness")
  }

  var analyzers: [any Analyzer] { [LeakedRows()] }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let files = (profile[LeakedRows.self]?.files ?? []).map { quoted($0.utf8) }.joined(
      separator: ", ")
    let values = ["files": files, "similarity": "\(profile.rules.likeness.near)"]
    let rest =
      likeness == .near
      ? profile[LeakedRows.self]?.rest.conclusion(profile.rules.likeness, noun: "prompt") : nil
    return [Conclusion(tally, nil, values: values), rest].compactMap { $0 }
  }

  func rows(_ profile: Profile) -> BitSet {
    guard let leaks = profile[LeakedRows.self] else { return BitSet() }
    return switch likeness {
    case .exact: leaks.exact
    case .normalized: leaks.normalized
    case .near: leaks.near
    }
  }
}
