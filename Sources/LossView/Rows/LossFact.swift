// SPDX-License-Identifier: Apache-2.0

/// Something about a row that makes its training worthless or doubtful.
package enum LossFact: Hashable, Sendable {
  /// The template refuses the row, or there is no list of messages.
  case refused(String)
  case noAnswer
  /// There are answers, and no token of them is learned.
  case emptyMask
  /// All that would be learned is cut off.
  case nothingLeft
  /// The token that ends an answer is not learned: the model would not know where to stop.
  case endNotTrained
  case systemCut
  /// The template marks no answers, and the trainer goes by the marks.
  case noMarks

  /// As rules are named.
  package var name: String {
    switch self {
    case .refused: "refused-row"
    case .noAnswer: "no-answer"
    case .emptyMask: "empty-mask"
    case .nothingLeft: "nothing-left"
    case .endNotTrained: "end-not-trained"
    case .systemCut: "system-cut"
    case .noMarks: "no-marks"
    }
  }

  /// Whether nothing can be learned from such a row.
  package var isError: Bool { self != .endNotTrained && self != .systemCut }

  /// What is wrong, as a sentence without a final dot.
  package var message: String {
    switch self {
    case .refused(let why): why
    case .noAnswer: "there is no answer of the assistant"
    case .emptyMask: "no token of the answers is learned"
    case .nothingLeft: "all that would be learned is cut off"
    case .endNotTrained: "the token that ends an answer is not learned"
    case .systemCut: "the system message is cut"
    case .noMarks: "the template marks no answers with {% generation %}, by which the trainer goes"
    }
  }

  /// What to do about it.
  package var remedy: String {
    switch self {
    case .refused: "Change the row, or give another template with --chat-template"
    case .noAnswer: "Add an answer, or leave the row out"
    case .emptyMask: "Give an answer some text and a weight above 0, or leave the row out"
    case .nothingLeft: "Raise --max-length, or shorten what stands before the answers"
    case .endNotTrained: "Use a template that writes an end behind answers, within their marks"
    case .systemCut: "Raise --max-length, or shorten the conversation"
    case .noMarks: "Use a template made for training, or train on the whole text"
    }
  }
}
