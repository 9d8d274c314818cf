// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import LanguageModel
import ModelStore
import Platform

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
    _ model: String, folder: String, _ loaded: LoadedModel, prompt: String
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
