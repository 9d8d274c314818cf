// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Proposes lower case for a column in which more than a third of the letters are capitals.
struct UpperCaseValidator: Validator {
  let field: PairFrame.Field

  func examine(
    _ frame: inout PairFrame, _ context: PreparationContext
  ) throws(AssayError) -> Diagnosis {
    var count = PythonCase.Count()
    frame[field].forEachRow { _, text in PythonCase.count(text, into: &count) }
    guard count.upper * 2 > count.lower else { return Diagnosis() }
    let (field, file) = (field, context.file)
    return Diagnosis(
      notes: ["more than a third of the letters in `\(field.rawValue)` are capitals"],
      proposal: Proposal(text: "Put the column `\(field.rawValue)` in lower case") { frame in
        let affix = frame[field].commonAffix(.suffix)
        frame[field] = frame[field].rewritten { text, result in
          result.extendOpenRow { PythonCase.writeLowercase(of: text, to: &$0) }
        }
        return Self.violations(
          affix: affix, now: frame[field].commonAffix(.suffix), field: field, file: file)
      })
  }

  /// A separator or an ending in capitals loses them too.
  private static func violations(
    affix: [UInt8], now: [UInt8], field: PairFrame.Field, file: String
  ) -> [RuleViolation] {
    guard !affix.isEmpty, !now.reversed().starts(with: affix.reversed()) else { return [] }
    return [
      RuleViolation(
        .endInLowerCase, in: file, field: field.rawValue, values: ["ending": Quoted.text(affix)])
    ]
  }
}
