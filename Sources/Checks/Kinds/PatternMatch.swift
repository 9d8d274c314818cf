// SPDX-License-Identifier: Apache-2.0

package import Analyzers
package import AssayCore
package import Dataset
import Patterns
package import Records
import Yams

/// Texts that match, or do not match, a regular expression: the kind for rules of one's own.
package struct PatternMatch: TextCheck {
  /// Which texts are looked at.
  enum Scope: String, CaseIterable {
    case prompt, completion, any

    /// Whether the texts of a field are meant; those of a chat always are.
    func holds(_ field: Field?) -> Bool {
      switch self {
      case .any: true
      case .prompt: field != .completion
      case .completion: field != .prompt
      }
    }
  }

  package static let kind = "pattern"
  let scope: Scope
  package let isRequired: Bool
  let isMasked: Bool
  package let masker: TextMasker
  /// Every match has these bytes; texts without are not searched.
  let literal: SoughtBytes?
  /// What the literal is made of: most texts lack one of its marks or capitals.
  private let literalTraits: TextTraits
  /// Every match has at least so many digits; texts with fewer are not searched.
  package let digits: Int
  /// Every match has a run of at least `TextTraits.longWord` letters, digits, `_` and `-`.
  let isLong: Bool
  /// Every match has a digit, a full stop and a digit in a row.
  let isDotted: Bool

  package init(_ parameters: inout Parameters) throws(AssayError) {
    scope = try parameters.choice("column")
    isRequired = try parameters.flag("required")
    isMasked = try parameters.flag("masked")
    digits = try parameters.integer("digits", default: 0)
    let bytes = Array(try parameters.optionalString("literal")?.utf8 ?? "".utf8)
    literal = SoughtBytes(bytes)
    literalTraits = bytes.withUnsafeBufferPointer { TextTraits(of: $0) }
    isLong = try parameters.flag("long-word")
    isDotted = try parameters.flag("dotted-digits")
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

  /// A text that must match is looked at whatever it is made of.
  package func mayConcern(_ traits: TextTraits) -> Bool {
    isRequired
      || Int(traits.digits) >= digits && (!isLong || traits.hasLongWord)
        && (!isDotted || traits.hasDottedDigits) && traits.mayHold(literalTraits)
  }

  package func inspect(
    _ text: Bytes, _ field: Field?, of record: Record, into tally: inout Tally
  ) {
    guard scope.holds(field) else { return }
    switch literal?.isMissing(in: text) == true ? .none : masker.nextMatch(in: text) {
    case .found(let range): if !isRequired { tally.add(record, field, range: range) }
    case .none: if isRequired, !text.isEmpty { tally.add(record, field) }
    case .gaveUp: tally.addOther(record)
    }
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
