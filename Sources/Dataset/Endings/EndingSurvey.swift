// SPDX-License-Identifier: Apache-2.0

/// What all prompts, or all completions, may end with: the first look at the texts.
package struct EndingSurvey: Mergeable, Codable {
  package let field: Field
  package let rules: FactRules.Endings
  /// Texts with nothing but whitespace, or nothing at all; nothing is learned from them.
  package private(set) var blank = 0
  /// What all other texts share.
  package private(set) var edges = CommonEdges()
  package private(set) var candidates: CandidateSet
  var majority = MajorityEndings()

  package init(_ field: Field, rules: FactRules = FactRules.standard) {
    self.field = field
    self.rules = rules.endings(of: field)
    candidates = CandidateSet(self.rules)
  }

  /// Texts that are not blank.
  package var count: Int { edges.count }

  package mutating func add(_ text: Bytes) {
    guard !text.isBlank else {
      blank += 1
      return
    }
    edges.add(text)
    majority.add(text)
    candidates.add(text)
  }

  package mutating func merge(_ next: EndingSurvey) {
    blank += next.blank
    edges.merge(next.edges)
    majority.merge(next.majority)
    candidates.merge(next.candidates)
  }

  /// The ending that all texts share, if it is meant as one.
  var common: Ending? {
    guard count > 0 else { return nil }
    return Ending.meant(in: edges.suffix, rows: count, by: rules)
      .map { Ending(bytes: $0, rows: count, total: count) }
  }

  /// The mark that ends all texts, where each of them is one sentence and there are enough to tell.
  var sentenceMark: Ending? {
    guard count >= rules.fewestRows, let mark = candidates.sentenceMark,
      edges.suffix.suffix(mark.count) == mark[...]
    else { return nil }
    return Ending(bytes: mark, rows: count, total: count)
  }
}
