// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Evaluation
import EvaluationMetrics
package import LanguageModel
package import ModelStore
import Platform
package import Tokenizer
package import Training

/// Labels texts by a language model that was trained to tell classes apart, by a head of its own or by
/// the completions that it learned. The command line and the service both label by it.
package struct PromptLabeler: Sendable {
  package let terms: ClassifierTerms
  private let tokenizer: TextTokenizer
  /// [classes] The tokens of each class; empty for a model with a head.
  private let classTokens: [[Int32]]
  private let side: TruncationSide
  /// The most tokens of a prompt.
  private let room: Int

  /// - Parameters:
  ///   - record: how the model was trained; nil where nobody knows.
  ///   - side: from which side prompts that are too long are cut; nil as in training.
  /// - Returns: nil where the model tells no classes apart.
  package init?(
    _ record: ModelRecord?, _ configuration: GPT2Configuration, tokenizer: TextTokenizer,
    side: TruncationSide? = nil
  ) {
    guard let terms = ClassifierTerms(record, configuration) else { return nil }
    self.terms = terms
    self.tokenizer = tokenizer
    let hasHead = configuration.isClassifier
    classTokens = hasHead ? [] : terms.names.classes.map { tokenizer.encode($0) }
    self.side = side ?? record?.truncationSide ?? .usual(forHead: hasHead)
    // The last token of a class is asked for but never read.
    room = max(1, configuration.positions - max(1, classTokens.map(\.count).max() ?? 1) + 1)
  }

  /// The tokens that the longest class adds to a prompt.
  package var addedTokens: Int { max(0, (classTokens.map(\.count).max() ?? 1) - 1) }

  /// The tokens of a text for `predictions`, and whether it was too long and was cut.
  package func tokens(of text: String) -> (tokens: [Int32], isCut: Bool) {
    let tokens = tokenizer.encode(terms.prompt(text))
    return tokens.count > room ? (side.cut(tokens, to: room), true) : (tokens, false)
  }

  /// What prompts that are cut lose, in words.
  package var lostPart: String { side.lostPart }

  /// One prediction a prompt; its probabilities are in the order of the classes.
  /// - Throws: `AssayError` when a prompt is longer than the model takes.
  package func predictions(
    of prompts: [[Int32]], by model: GPT2Model
  ) throws(AssayError) -> [Prediction] {
    guard !prompts.isEmpty else { return [] }
    let scores =
      classTokens.isEmpty
      ? try ClassScorer(model: model).logProbabilities(prompts)
      : try LabelScorer(model: model, labels: classTokens).logProbabilities(prompts)
    return Prediction.list(
      ScoreMatrix(logProbabilities: scores, classCount: terms.names.classes.count))
  }
}

/// What is said to somebody who lets a classifier write: it knows nothing but its classes.
package struct ClassifierAdvice {
  private let model: String
  private let command: String
  private let hasHead: Bool
  /// The tokens of the longest class; nil for a model with a head, which writes none.
  package let longestClass: Int?

  /// - Returns: nil where the model tells no classes apart.
  /// - Throws: `AssayError` when the model's record cannot be read.
  package init?(
    _ model: String, folder: String, loaded: LoadedModel, prompt: String
  ) throws(AssayError) {
    let configuration = loaded.model.configuration
    guard
      let labeler = PromptLabeler(
        try ModelRecord(folder: folder), configuration, tokenizer: loaded.tokenizer)
    else { return nil }
    self.model = model
    hasHead = configuration.isClassifier
    longestClass = hasHead ? nil : labeler.addedTokens + 1
    command = "assay predict -m \(ShellWord.quoted(model)) --text \(ShellWord.quoted(prompt))"
  }

  package var note: String {
    "note: \(model) is a classifier; its label with probabilities: \(VisibleText.escaped(command))"
  }

  /// - Throws: `AssayError` when the model cannot write at all.
  package func requireWriter() throws(AssayError) {
    guard hasHead else { return }
    throw AssayError(
      "\(model) has a classification head: it tells classes apart and writes no text",
      remedy: "Its label: \(VisibleText.escaped(command))")
  }
}
