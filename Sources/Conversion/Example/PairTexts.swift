// SPDX-License-Identifier: Apache-2.0

import Dataset

/// An example as texts: what is asked, and what is answered.
package struct PairTexts: Sendable, Equatable {
  /// An earlier question with its answer.
  package struct Turn: Sendable, Equatable {
    package let question: String
    package let answer: String

    package init(question: String, answer: String) {
      self.question = question
      self.answer = answer
    }
  }

  package var system: String?
  package var history: [Turn] = []
  package var instruction: String
  /// What the instruction is about, where the source keeps it apart; else empty.
  package var input = ""
  package var answer: String

  package init(instruction: String, answer: String) {
    self.instruction = instruction
    self.answer = answer
  }

  /// Instruction and input as one text. Parts that are blank are left out; a lone part stays as it is.
  package var question: String { Self.joined([instruction, input]) }

  /// The whole prompt, with the system's message before it.
  package var prompt: String { Self.joined([system ?? "", question]) }

  /// Texts with a blank line between them.
  static func joined(_ texts: [String]) -> String {
    let filled = texts.filter { !$0.utf8.isBlank }
    return filled.isEmpty ? texts.first { !$0.isEmpty } ?? "" : filled.joined(separator: "\n\n")
  }
}
