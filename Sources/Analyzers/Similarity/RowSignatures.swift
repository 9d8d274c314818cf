// SPDX-License-Identifier: Apache-2.0

/// The signatures of the rows of a part, by which those are found that may be nearly equal to rows of others.
package struct RowSignatures: Sendable, Codable {
  /// Rows that came, short ones too.
  let seen: Int
  /// Rows with a signature, by their numbers in the part, and which of the rows that came they are.
  let rows: [Int]
  let turns: [Int]
  /// The keys of all rows as digits, sixteen each, band by band.
  let bands: [String]
}
