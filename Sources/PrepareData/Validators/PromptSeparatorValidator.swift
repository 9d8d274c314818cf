// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Proposes a separator at the end of the prompts when they have none in common.
struct PromptSeparatorValidator: Validator {
  func examine(
    _ frame: inout PairFrame, _ context: PreparationContext
  ) throws(AssayError) -> Diagnosis {
    guard context.task != .openEnded else { return Diagnosis() }
    let common = frame.prompt.commonAffix(.suffix)
    if frame.prompt.allEqual(common) {
      throw AssayError(
        "all prompts are the same: \(Quoted.text(common))", at: Location(file: context.file),
        remedy: "Leave the prompts empty for open-ended generation, or make them different",
        code: .identicalPrompts)
    }
    try Quoted.require(printable: common, file: context.file)
    let separator = AffixCandidates.separator(for: frame.prompt)
    return common.isEmpty
      ? missing(separator, frame, context) : present(common, separator, frame, context)
  }

  private func present(
    _ common: [UInt8], _ separator: [UInt8], _ frame: PairFrame, _ context: PreparationContext
  ) -> Diagnosis {
    let end = CommonEnd(field: .prompt, text: common, suggestion: separator)
    var diagnosis = Diagnosis(notes: end.notes(frame.prompt))
    if end.isAccidental(in: frame.prompt) {
      diagnosis.violations.append(
        RuleViolation(
          .accidentalSeparator, in: context.file, field: "prompt",
          values: ["ending": Quoted.text(common)]))
    }
    if end.cutsCharacter {
      diagnosis.violations.append(
        RuleViolation(
          .separatorCutsCharacter, in: context.file, rowCount: frame.count, field: "prompt",
          values: ["ending": Quoted.text(common)]))
    }
    return diagnosis
  }

  private func missing(
    _ separator: [UInt8], _ frame: PairFrame, _ context: PreparationContext
  ) -> Diagnosis {
    var violations: [RuleViolation] = []
    if let usual = AffixCandidates.usual(among: AffixCandidates.separators, in: frame.prompt) {
      violations.append(usual.violation(.secondSeparatorAdded, .prompt, frame, context))
    }
    let found = violations
    return Diagnosis(
      notes: ["the prompts have no common separator, which shows where the completion begins"],
      proposal: Proposal(
        text: "Add the separator \(Quoted.text(separator)) to all prompts"
      ) { frame in
        frame.prompt = frame.prompt.appending(separator)
        return found
      })
  }
}
