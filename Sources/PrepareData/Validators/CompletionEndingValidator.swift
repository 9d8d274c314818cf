// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Proposes an ending for the completions when they have none in common, except for classification
/// and open-ended generation.
struct CompletionEndingValidator: Validator {
  func examine(
    _ frame: inout PairFrame, _ context: PreparationContext
  ) throws(AssayError) -> Diagnosis {
    guard context.task == .conditional else { return Diagnosis() }
    let common = try CommonEnd.text(
      of: .completion, in: frame, file: context.file,
      refusal: (
        .identicalCompletions,
        "Make them different, or the model learns to say this and nothing else"
      ))
    let ending = AffixCandidates.ending(for: frame.completion)
    guard common.isEmpty else {
      let end = CommonEnd(field: .completion, text: common, suggestion: ending)
      return Diagnosis(notes: end.notes(frame.completion))
    }
    let usual = AffixCandidates.usual(among: AffixCandidates.endings, in: frame.completion)
      .flatMap { $0.text == Array(".".utf8) ? nil : $0 }
    let missing = MissingEnd(
      field: .completion, noun: "ending", suggestion: ending,
      purpose: "tells the model where to stop")
    return missing.diagnosis(
      harm: usual?.violation(.secondStopAdded, .completion, in: frame, context: context))
  }
}
