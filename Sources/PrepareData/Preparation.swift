// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// A run of the original data preparation: reads a file, looks at it with every check, applies what
/// is accepted and writes the same files, byte for byte, that
/// `openai tools fine_tunes.prepare_data` (0.28.1 on pandas 1.5.3) writes.
package struct Preparation {
  /// What a run needs of its surroundings.
  package struct Dialogue {
    /// Gets one line of the transcript.
    package var say: (String) -> Void
    /// Gets a question and gives the answer.
    package var accept: (String) throws(AssayError) -> Bool

    package init(
      say: @escaping (String) -> Void, accept: @escaping (String) throws(AssayError) -> Bool
    ) {
      self.say = say
      self.accept = accept
    }
  }

  private static let validators: [any Validator] = [
    ExampleCount(), NecessaryColumns(field: .prompt), NecessaryColumns(field: .completion),
    AdditionalColumns(), EmptyCompletions(), TaskInference(), DuplicateRows(), LongRows(),
    UpperCase(field: .prompt), UpperCase(field: .completion), PromptSeparator(), PromptPrefix(),
    CompletionPrefix(), CompletionEnding(), LeadingSpace(),
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
  package static func run(path: String, dialogue: Dialogue) throws(AssayError) -> Outcome {
    var run = Preparation(path: path, dialogue: dialogue)
    return try run.run()
  }

  private mutating func run() throws(AssayError) -> Outcome {
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
    var context = Analysis(file: path)
    var diagnoses: [Diagnosis] = []
    for validator in Self.validators {
      if validator is TaskInference { context.task = TaskKind(inferredFrom: frame) }
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
