// SPDX-License-Identifier: Apache-2.0

/// The columns of rows that are a prompt, in one column or in several, and its answer.
package struct PairColumns: Sendable, Equatable {
  /// What such rows are called: `Alpaca`.
  package let title: String
  /// The columns that make the prompt, in the order in which they are read.
  package let parts: [String]
  /// That of them which says what is to be done.
  package let instruction: String
  package let answer: String
  /// The column of the system's messages.
  package var system: String?
  /// The column of earlier turns, as pairs of a prompt and its answer.
  package var history: String?

  private static let instructions = ["instruction", "prompt", "question", "query"]

  /// - Parameter parts: at least one column.
  private init(_ title: String, parts: [String], answer: String) {
    self.title = title
    self.parts = parts
    self.answer = answer
    instruction = UsualNames.column(named: Self.instructions, in: parts) ?? parts.last ?? answer
  }

  /// A prompt and an answer in columns that somebody names.
  package init(prompt: String, answer: String) {
    self.init("`\(prompt)` and `\(answer)`", parts: [prompt], answer: answer)
  }

  /// Nil when the columns have no prompt or no answer by the names that are usual.
  package init?(_ columns: [String]) {
    let prompt = UsualNames.column(named: ["prompt"], in: columns)
    if let prompt, let answer = UsualNames.column(named: ["completion"], in: columns) {
      self.init("prompt and completion", parts: [prompt], answer: answer)
      return
    }
    let names = ["completion"] + UsualNames.answers + ["answers"]
    guard let answer = UsualNames.column(named: names, in: columns) else { return nil }
    let system = UsualNames.column(named: ["system", "system_prompt"], in: columns)
    let joined = JoinedColumns(columns.filter { $0 != answer && $0 != system }).parts
    guard !joined.isEmpty else { return nil }
    self.init(Self.title(joined, answer), parts: joined, answer: answer)
    self.system = system
    history = UsualNames.column(named: ["history"], in: columns)
  }

  private static func title(_ parts: [String], _ answer: String) -> String {
    let parts = parts.map { $0.lowercased() }
    switch answer.lowercased() {
    case "output" where parts.contains("instruction"): return "Alpaca"
    case "response" where parts.contains("instruction"): return "Dolly"
    case "answers" where parts.contains("question") && parts.contains("context"): return "SQuAD"
    default:
      let names = parts.map { "`\($0)`" }.joined(separator: ", ")
      return "\(names) and `\(answer)`"
    }
  }
}
