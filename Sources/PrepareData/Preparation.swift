// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// A run of the original data preparation: reads a file, looks at it with every check, applies what
/// is accepted and writes the same files, byte for byte, that
/// `openai tools fine_tunes.prepare_data` (0.28.1 on pandas 1.5.3) writes.
package struct Preparation {
  package typealias Dialogue = PreparationDialogue

  private static let validators: [any Validator] = [
    ExampleCountValidator(), NecessaryColumnsValidator(field: .prompt),
    NecessaryColumnsValidator(field: .completion),
    AdditionalColumnsValidator(), EmptyCompletionsValidator(), TaskValidator(),
    DuplicateRowsValidator(), LongRowsValidator(),
    UpperCaseValidator(field: .prompt), UpperCaseValidator(field: .completion),
    PromptSeparatorValidator(), PromptPrefixValidator(),
    CompletionPrefixValidator(), CompletionEndingValidator(), LeadingSpaceValidator(),
  ]

  private let path: String
  private let dialogue: Dialogue
  private var violations: [RuleViolation] = []

  private init(path: String, dialogue: Dialogue) {
    self.path = path
    self.dialogue = dialogue
  }

  /// Prepares the file at `path`.
  /// - Throws: `AssayError` where the original stops or fails; nothing is written then.
  package static func run(path: String, dialogue: Dialogue) throws(AssayError) -> PreparationOutcome
  {
    var run = Preparation(path: path, dialogue: dialogue)
    return try run.run()
  }

  private mutating func run() throws(AssayError) -> PreparationOutcome {
    let reading = try PandasReader(path: path).read()
    var frame = reading.frame
    let diagnoses = try [reading.diagnosis] + examine(&frame)
    for note in diagnoses.flatMap(\.notes) { dialogue.say("- \(note)") }
    violations = diagnoses.flatMap(\.violations)
    let isChanged = try apply(diagnoses, to: &frame)
    var writer = FrameWriter(path: path, dialogue: dialogue)
    var outcome = try writer.write(frame, isChanged: isChanged)
    outcome.violations = violations + outcome.violations
    return outcome
  }

  private func examine(_ frame: inout PairFrame) throws(AssayError) -> [Diagnosis] {
    var context = PreparationContext(file: path)
    var diagnoses: [Diagnosis] = []
    for validator in Self.validators {
      if validator is TaskValidator { context.task = TaskKind(inferredFrom: frame) }
      diagnoses.append(try validator.examine(&frame, context))
    }
    return diagnoses
  }

  /// Asks for each proposal and applies those accepted.
  /// - Returns: whether anything was done.
  private mutating func apply(
    _ diagnoses: [Diagnosis], to frame: inout PairFrame
  ) throws(AssayError) -> Bool {
    var isChanged = false
    let actions = diagnoses.filter { $0.proposal != nil || $0.necessary != nil }
    dialogue.say(actions.isEmpty ? "nothing to change" : "actions:")
    for action in actions {
      if let proposal = action.proposal,
        try dialogue.accept("- [recommended] \(proposal.text)")
      {
        violations += try proposal.apply(&frame)
        isChanged = true
      }
      if let necessary = action.necessary {
        dialogue.say("- [necessary] \(necessary)")
        isChanged = true
      }
    }
    return isChanged
  }
}
