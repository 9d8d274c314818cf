// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Proposes a separator at the end of the prompts when they have none in common.
struct PromptSeparatorValidator: Validator {
  func examine(
    _ frame: inout PairFrame, _ context: PreparationContext
  ) throws(AssayError) -> Diagnosis {
    guard context.task != .openEnded else { return Diagnosis() }
    let common = try CommonEnd.text(
      of: .prompt, in: frame, file: context.file,
      refusal: (
        .identicalPrompts,
        "Leave the prompts empty for open-ended generation, or make them different"
      ))
    let separator = AffixCandidates.separator(for: frame.prompt)
    guard common.isEmpty else {
      let end = CommonEnd(field: .prompt, text: common, suggestion: separator)
      return present(end, in: frame, context: context)
    }
    let usual = AffixCandidates.usual(among: AffixCandidates.separators, in: frame.prompt)
    let missing = MissingEnd(
      field: .prompt, noun: "separator", suggestion: separator,
      purpose: "shows where the completion begins")
    return missing.diagnosis(
      harm: usual?.violation(.secondSeparatorAdded, .prompt, in: frame, context: context))
  }

  private func present(
    _ end: CommonEnd, in frame: PairFrame, context: PreparationContext
  ) -> Diagnosis {
    var diagnosis = Diagnosis(notes: end.notes(frame.prompt))
    if end.isAccidental(in: frame.prompt) {
      diagnosis.violations.append(
        RuleViolation(
          .accidentalSeparator, in: context.file, field: "prompt",
          values: ["ending": Quoted.text(end.text)]))
    }
    if end.cutsCharacter {
      diagnosis.violations.append(
        RuleViolation(
          .separatorCutsCharacter, in: context.file, rowCount: frame.count, field: "prompt",
          values: ["ending": Quoted.text(end.text)]))
    }
    return diagnosis
  }
}
