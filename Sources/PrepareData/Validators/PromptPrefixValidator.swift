// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Proposes to cut what all prompts begin with when it is longer than 12 characters.
struct PromptPrefixValidator: Validator {
  private static let longest = 12

  func examine(
    _ frame: inout PairFrame, _ context: PreparationContext
  ) throws(AssayError) -> Diagnosis {
    let prefix = frame.prompt.commonAffix(.prefix)
    guard !prefix.isEmpty, !frame.prompt.allEqual(prefix) else { return Diagnosis() }
    try Quoted.require(printable: prefix, file: context.file)
    let length = prefix.withUnsafeBufferPointer(\.scalarCount)
    var diagnosis = Diagnosis(notes: ["all prompts begin with \(Quoted.text(prefix))"])
    guard length > Self.longest else { return diagnosis }
    diagnosis.notes.append("fine-tuning needs no instruction that is the same in every prompt")
    let file = context.file
    diagnosis.proposal = Proposal(text: "Cut \(Quoted.text(prefix)) from all prompts") { frame in
      frame.prompt = frame.prompt.droppingPrefix(scalars: length)
      return [
        RuleViolation(
          .promptPrefixCut, in: file, rowCount: frame.count, field: "prompt",
          values: ["prefix": Quoted.text(prefix), "length": String(length)])
      ]
    }
    return diagnosis
  }
}
