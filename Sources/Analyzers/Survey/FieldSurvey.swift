// SPDX-License-Identifier: Apache-2.0

package import Records
package import Tables

/// What all prompts, or all completions, look like.
package struct FieldSurvey: Mergeable {
  package let field: Field
  /// Cells by what they were in the file.
  package private(set) var kinds = [Int](repeating: 0, count: 8)
  package private(set) var rows = 0
  /// Cells with nothing but whitespace, or nothing at all.
  package private(set) var blank = 0
  /// Cells that start with a space.
  package private(set) var spaced = 0
  package private(set) var upper = 0
  package private(set) var lower = 0
  /// Edges of the cells that are not blank.
  package private(set) var edges = CommonEdges()
  private(set) var majority = MajorityEndings()
  package private(set) var candidates: CandidateSet
  package private(set) var isUniform = true
  private var firstHash: UInt64?

  package init(_ field: Field) {
    self.field = field
    candidates = CandidateSet(for: field)
  }

  package func count(_ kind: CellKind) -> Int { kinds[Int(kind.rawValue)] }

  /// - Parameter hash: that of the text.
  package mutating func add(_ text: Bytes, kind: CellKind, hash: UInt64) {
    rows += 1
    kinds[Int(kind.rawValue)] += 1
    noteHash(hash)
    guard !text.isBlank else {
      blank += 1
      return
    }
    if text[0] == 0x20 { spaced += 1 }
    countCase(text)
    edges.add(text)
    majority.add(text)
    candidates.add(text)
  }

  package mutating func merge(_ next: FieldSurvey) {
    rows += next.rows
    for index in kinds.indices { kinds[index] += next.kinds[index] }
    blank += next.blank
    spaced += next.spaced
    upper += next.upper
    lower += next.lower
    edges.merge(next.edges)
    majority.merge(next.majority)
    candidates.merge(next.candidates)
    isUniform = isUniform && next.isUniform
    if let hash = next.firstHash { noteHash(hash) }
  }

  private mutating func noteHash(_ hash: UInt64) {
    if let firstHash { isUniform = isUniform && firstHash == hash } else { firstHash = hash }
  }

  private mutating func countCase(_ text: Bytes) {
    let letters = TextTraits(of: text).letters(of: text)
    upper += letters.upper
    lower += letters.lower
  }
}
