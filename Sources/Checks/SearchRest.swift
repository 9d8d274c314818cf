// SPDX-License-Identifier: Apache-2.0

import Analyzers
import Dataset

extension NearDuplicateSearch.Rest {
  /// That the search for nearly equal rows did not look at all of them; nil when it did.
  /// - Parameter noun: what is compared.
  func conclusion(_ limits: FactRules.Likeness, noun: String) -> Conclusion? {
    let left = [
      rows > 0
        ? "\(StandardHoles.counted(rows, noun)) behind the first \(limits.mostRows)" : nil,
      pairs > 0
        ? "\(StandardHoles.counted(pairs, "pair")) of \(noun)s left after \(limits.mostPasses) passes"
        : nil,
      crowded > 0
        ? "\(StandardHoles.counted(crowded, noun)) with each of the many that share much with \(crowded == 1 ? "it" : "them")"
        : nil,
    ].compactMap { $0 }
    guard !left.isEmpty else { return nil }
    var conclusion = Conclusion()
    conclusion.message = "not compared for near duplicates: " + left.joined(separator: ", ")
    conclusion.isRepairable = false
    return conclusion
  }
}
