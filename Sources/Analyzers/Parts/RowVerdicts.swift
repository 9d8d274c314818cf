// SPDX-License-Identifier: Apache-2.0

package import BitCollections

/// What is known of the rows of a part by comparing them with the rows of all parts.
package struct RowVerdicts: Sendable {
  /// Rows that repeat an earlier row.
  package var repeated = BitSet()
  /// Rows that repeat one but for case and space.
  package var normalized = BitSet()
  /// Rows whose prompt occurs with another completion.
  package var conflicting = BitSet()
  /// Rows that are nearly equal to an earlier one.
  package var near = BitSet()
  /// What the search for these did not look at.
  package var rest = NearDuplicateSearch.Rest()

  package init() {}

  /// Rows that are not compared with others any more.
  package var copies: BitSet { repeated.union(normalized) }
}

extension Profile {
  mutating func take(_ found: RowVerdicts) {
    self[ExactDuplicates.self] = ExactDuplicates.Fact(
      repeated: found.repeated, conflicting: found.conflicting)
    self[NormalizedDuplicates.self] = found.normalized
    self[NearDuplicates.self] = NearDuplicates.Fact(rows: found.near, rest: found.rest)
  }

  /// The profile with verdicts of which it only counts whether there are some.
  package func knowing(_ found: RowVerdicts) -> Profile {
    var profile = self
    profile.take(found)
    return profile
  }
}
