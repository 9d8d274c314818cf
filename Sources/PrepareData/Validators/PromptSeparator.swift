// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Proposes a separator at the end of the prompts when they have none in common.
struct PromptSeparator: Validator {
  func examine(
    _ frame: inout PairFrame, _ context: Analysis
  ) throws(AssayError) -> Diagnosis {
    guard context.task != .openEnded else { return Diagnosis() }
    let common = frame.prompt.commonAffix(.suffix)
    if frame.prompt.allEqual(common) {
      throw AssayError(
        "all prompts are the same: \(Quoted.text(common))", at: Location(file: context.file),
        remedy: "Leave the prompts empty for open-ended generation, or make them different",
        code: "ROW005")
    }
    try Quoted.require(printable: common, context)
    let separator = AffixCandidates.separator(for: frame.prompt)
    return common.isEmpty
      ? missing(separator, frame, context) : present(common, separator, frame, context)
  }

  private func present(
    _ common: [UInt8], _ separator: [UInt8], _ frame: PairFrame, _ context: Analysis
  ) -> Diagnosis {
    let end = CommonEnd(field: .prompt, text: common, suggestion: separator)
    var diagnosis = Diagnosis(notes: end.notes(frame.prompt))
    if AccidentalEnd.isAccidental(common, in: frame.prompt) {
      diagnosis.findings.append(
        Finding(
          code: "SEP005", name: "accidental-separator", severity: .warning,
          message: "all prompts happen to end with \(Quoted.text(common)), which was taken for "
            + "a separator", file: context.file, field: "prompt",
          help: "Add a separator such as \(Quoted.text(separator)) to every prompt"))
    }
    if CutCharacter.isCut(before: common) {
      diagnosis.findings.append(
        Finding(
          code: "SEP006", name: "separator-cuts-character", severity: .error,
          message: "all prompts happen to end with \(Quoted.text(common)), a part of a character, "
            + "which was taken for a separator", file: context.file, field: "prompt",
          help: "Add a separator such as \(Quoted.text(separator)) to every prompt"))
    }
    return diagnosis
  }

  private func missing(
    _ separator: [UInt8], _ frame: PairFrame, _ context: Analysis
  ) -> Diagnosis {
    var findings: [Finding] = []
    if let usual = AffixCandidates.usual(among: AffixCandidates.separators, in: frame.prompt) {
      findings.append(
        Finding(
          code: "SEP004", name: "second-separator", severity: .error,
          message: "\(usual.rows) of \(frame.count) prompts end with \(Quoted.text(usual.text)); "
            + "a second separator is added to them",
          file: context.file, rowCount: usual.rows, field: "prompt",
          help: "Add \(Quoted.text(usual.text)) to the prompts without it, then run again"))
    }
    let found = findings
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
