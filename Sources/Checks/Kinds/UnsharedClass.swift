// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Labels that only one of two files has, of which one trains and the other validates. Files that
/// share fewer of their labels are about other things.
struct UnsharedClass: Check {
  static let kind = "unshared-class"
  static let holes = ["classes", "labels"]
  private static let shownLabels = 5
  /// The per cent of the labels that two files about one thing share at least.
  let sharedPercent: Int

  init(_ parameters: inout Parameters) throws(AssayError) {
    sharedPercent = try parameters.integer("shared-percent", default: 50)
  }

  var analyzers: [any Analyzer] { [LeakedRows()] }

  func isNeeded(_ profile: Profile) -> Bool { false }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    guard profile.task == .classification else { return [] }
    let own = Set(profile.labels.map(\.text))
    return (profile[LeakedRows.self]?.labels ?? []).flatMap { other in
      let shared = own.intersection(other.labels).count
      guard shared * 100 >= sharedPercent * min(own.count, other.labels.count) else {
        return [Conclusion]()
      }
      return [
        (own.subtracting(other.labels), profile.path, other.path),
        (other.labels.subtracting(own), other.path, profile.path),
      ].compactMap { Self.conclusion($0, in: $1, notIn: $2) }
    }
  }

  private static func conclusion(
    _ labels: Set<String>, in path: String, notIn other: String
  ) -> Conclusion? {
    guard !labels.isEmpty else { return nil }
    let shown = labels.sorted().prefix(shownLabels).map { quoted($0.utf8) }.joined(separator: ", ")
    let more = labels.count > shownLabels ? ", ..." : ""
    return Conclusion(values: [
      "classes": StandardHoles.counted(labels.count, "class"),
      "labels": "in \(quoted(path.utf8)) alone, not in \(quoted(other.utf8)): \(shown)\(more)",
    ])
  }
}
