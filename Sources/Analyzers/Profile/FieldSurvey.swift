// SPDX-License-Identifier: Apache-2.0

package import Dataset
import Records
package import Tables

/// What all prompts, or all completions, look like.
package struct FieldSurvey: Mergeable, Codable {
  package private(set) var field: Field
  /// Cells by what they were in the file.
  package private(set) var kinds = [Int](repeating: 0, count: 8)
  package private(set) var rows = 0
  /// Cells that start with a space.
  package private(set) var spaced = 0
  package private(set) var upper = 0
  package private(set) var lower = 0
  /// What the cells that are not blank may end with.
  package private(set) var endings: EndingSurvey
  package private(set) var isUniform = true
  private var firstHash: UInt64?

  package init(_ field: Field, rules: FactRules) {
    self.field = field
    endings = EndingSurvey(field, rules: rules)
  }

  /// Cells with nothing but whitespace, or nothing at all.
  package var blank: Int { endings.blank }
  /// Edges of the cells that are not blank.
  package var edges: CommonEdges { endings.edges }

  package func count(_ kind: CellKind) -> Int { kinds[Int(kind.rawValue)] }

  /// - Parameter hash: that of the text.
  package mutating func add(_ text: Bytes, kind: CellKind, hash: UInt64) {
    rows += 1
    kinds[Int(kind.rawValue)] += 1
    noteHash(hash)
    endings.add(text)
    guard !text.isBlank else { return }
    if text[0] == 0x20 { spaced += 1 }
    countCase(text)
  }

  package mutating func merge(_ next: FieldSurvey) {
    rows += next.rows
    for index in kinds.indices { kinds[index] += next.kinds[index] }
    spaced += next.spaced
    upper += next.upper
    lower += next.lower
    endings.merge(next.endings)
    isUniform = isUniform && next.isUniform
    if let hash = next.firstHash { noteHash(hash) }
  }

  private mutating func noteHash(_ hash: UInt64) {
    if let firstHash { isUniform = isUniform && firstHash == hash } else { firstHash = hash }
  }

  private mutating func countCase(_ text: Bytes) {
    let letters = TextTraits.letters(of: text)
    upper += letters.upper
    lower += letters.lower
  }
}
