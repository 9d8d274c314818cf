// SPDX-License-Identifier: Apache-2.0

/// Guesses which name a misspelled one was meant to be.
package enum NearestName {
  /// The nearest of the names, if it is near enough to be worth a hint.
  package static func of(_ name: String, in names: some Sequence<String>) -> String? {
    let ranked = names.map { ($0, distance(name, $0)) }.min { ($0.1, $0.0) < ($1.1, $1.0) }
    guard let (nearest, distance) = ranked, distance <= max(2, name.count / 3) else { return nil }
    return nearest
  }

  /// Levenshtein's edit distance, in O(m n).
  package static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (line, character) in left.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for index in right.indices {
        let substituted = diagonal + (right[index] == character ? 0 : 1)
        diagonal = row[index + 1]
        row[index + 1] = min(substituted, row[index] + 1, row[index + 1] + 1)
      }
    }
    return row[right.count]
  }
}
