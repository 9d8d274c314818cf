// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Yams

/// Texts that match, or do not match, a regular expression: the kind for rules of one's own.
struct PatternMatch: Check {
  /// Which texts are looked at.
  enum Scope: String, CaseIterable {
    case prompt, completion, any
  }

  static let kind = "pattern"
  let scope: Scope
  let isRequired: Bool
  let isMasked: Bool
  let masker: TextMasker

  init(_ parameters: inout Parameters) throws(AssayError) {
    scope = try parameters.choice("column")
    isRequired = try parameters.flag("required")
    isMasked = try parameters.flag("masked")
    let node = try parameters.requiredNode("pattern")
    let pattern: Pattern
    do throws(AssayError) {
      pattern = try Pattern(node.scalar?.string ?? "")
    } catch {
      var placed = parameters.error(error.message, node)
      placed.remedy = error.remedy
      throw placed
    }
    let proof: Proof? = try parameters.optionalChoice("proof")
    masker = TextMasker(pattern: pattern, proof: proof)
  }

  var maskers: [TextMasker] { isMasked ? [masker] : [] }

  func inspect(_ record: Record, _ profile: Profile, _ tally: inout Tally) {
    record.visitTexts { field, text in
      guard scope == .any || field == nil || field?.rawValue == scope.rawValue else { return }
      switch masker.nextMatch(in: text) {
      case .found(let range): if !isRequired { tally.add(record, field, range) }
      case .none: if isRequired, !text.isEmpty { tally.add(record, field) }
      case .gaveUp: tally.addOther(record)
      }
    }
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
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
