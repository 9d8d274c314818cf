// SPDX-License-Identifier: Apache-2.0

import AssayCore

extension RuleSet {
  /// What to do about a code that no rule has. The letters name the family, so they are looked at first:
  /// of `SPE001` the same letters in another order are nearer than one letter that is another.
  package func nearest(to code: String) -> String {
    if let named = rules.first(where: { $0.name == code.lowercased() }) {
      return "Did you mean \(named.id)?"
    }
    let letters = code.uppercased().prefix { $0.isLetter }
    guard !letters.isEmpty, let known = family(near: String(letters)) else {
      return "`assay rules` lists them"
    }
    let wanted = known + String(code.dropFirst(letters.count))
    guard wanted != known else { return "Did you mean \(known)?" }
    let codes = rules.map(\.id).filter { Self.family(of: $0) == known }
    return NearestName.of(wanted, in: codes).map { "Did you mean \($0)?" }
      ?? "`assay rules \(known)` lists those with these letters"
  }

  private static func family(of code: String) -> String { String(code.prefix { $0.isLetter }) }

  /// The letters that are meant; nil where none are near.
  private func family(near letters: String) -> String? {
    let families = Set(rules.map { Self.family(of: $0.id) })
    let ranked = families.map { (name: $0, steps: Self.steps(from: letters, to: $0)) }
    let best = ranked.min { ($0.steps, $0.name) < ($1.steps, $1.name) }
    return best.flatMap { $0.steps <= 2 ? $0.name : nil }
  }

  /// How far letters are from those of a family: letters in another order are one step, and so is each
  /// letter more or less; one in place of another is two.
  private static func steps(from letters: String, to family: String) -> Int {
    if letters == family { return 0 }
    if letters.sorted() == family.sorted() { return 1 }
    let edits = NearestName.distance(letters, family)
    // As many edits as the lengths differ are letters that were left out or are too many.
    return edits == abs(letters.count - family.count) ? edits : edits + 1
  }
}
