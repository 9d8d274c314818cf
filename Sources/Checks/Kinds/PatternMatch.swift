// SPDX-License-Identifier: Apache-2.0

package import Analyzers
package import AssayCore
import Dataset
import Patterns
package import Records
import Yams

/// Texts that match, or do not match, a regular expression: the kind for rules of one's own.
package struct PatternMatch: Check {
  /// Which texts are looked at.
  enum Scope: String, CaseIterable {
    case prompt, completion, any
  }

  package static let kind = "pattern"
  let scope: Scope
  package let isRequired: Bool
  let isMasked: Bool
  package let masker: TextMasker
  /// Every match has these bytes; texts without are not searched.
  let literal: [UInt8]
  /// Every match has at least so many digits; texts with fewer are not searched.
  package let digits: Int
  /// Every match has a run of at least `TextTraits.longWord` letters, digits, `_` and `-`.
  let isLong: Bool

  package init(_ parameters: inout Parameters) throws(AssayError) {
    scope = try parameters.choice("column")
    isRequired = try parameters.flag("required")
    isMasked = try parameters.flag("masked")
    digits = try parameters.integer("digits", default: 0)
    literal = Array(try parameters.optionalString("literal")?.utf8 ?? "".utf8)
    isLong = try parameters.flag("long-word")
    let node = try parameters.requiredNode("pattern")
    let pattern: Pattern
    do throws(PatternFault) {
      pattern = try Pattern(node.scalar?.string ?? "")
    } catch {
      var placed = parameters.error(
        "the pattern is wrong at its character \(error.offset + 1): \(error.reason)", node)
      placed.remedy = "Patterns are regular expressions in the syntax of PCRE2"
      throw placed
    }
    let proof: Proof? = try parameters.optionalChoice("proof")
    masker = TextMasker(pattern: pattern, proof: proof)
  }

  /// What hides the texts that it finds, when they are private.
  package var privateMasker: TextMasker? { isMasked ? masker : nil }

  package func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    record.visitTexts { field, text, traits in
      guard scope == .any || field == nil || field?.rawValue == scope.rawValue else { return }
      switch mayMatch(text, traits) ? masker.nextMatch(in: text) : .none {
      case .found(let range): if !isRequired { tally.add(record, field, range: range) }
      case .none: if isRequired, !text.isEmpty { tally.add(record, field) }
      case .gaveUp: tally.addOther(record)
      }
    }
  }

  private func mayMatch(_ text: Bytes, _ traits: TextTraits) -> Bool {
    Int(traits.digits) >= digits && (!isLong || traits.hasLongWord)
      && (literal.isEmpty || text.firstOffset(of: literal) != nil)
  }

  package func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    var conclusions = [Field.prompt, .completion, nil].compactMap { Conclusion(tally, $0) }
    let others = tally.others
    if others.count > 0 {
      let rows = StandardHoles.counted(others.count, "row")
      var conclusion = Conclusion(places: others.places, rows: others.count)
      conclusion.message = "the pattern backtracks too much to search \(rows); make it simpler"
      conclusions.append(conclusion)
    }
    return conclusions
  }
}
