// SPDX-License-Identifier: Apache-2.0

package import AssayCore

extension GPT2Configuration {
  /// The tokens of a text as far as a classification head looks: to the last that is no pad token,
  /// and always one at least. As transformers' `GPT2ForSequenceClassification` does it, so that the
  /// same text is classified alike there. An empty text stands for the end-of-text token.
  package func classifiedPart(of tokens: [Int32]) -> [Int32] {
    guard let first = tokens.first else { return [endToken ?? padToken ?? 0] }
    guard let padToken, tokens.last == padToken else { return tokens }
    let last = tokens.lastIndex { $0 != padToken }
    return last.map { Array(tokens[...$0]) } ?? [first]
  }
}

extension GPT2Model {
  /// Refuses a model that has classes instead of tokens to tell.
  package func requireLanguageModel() throws(AssayError) {
    guard configuration.isClassifier else { return }
    throw AssayError(
      "the model has a classification head: it tells \(configuration.classes.count) classes apart and"
        + " neither writes nor scores text",
      remedy: "Use assay predict or assay eval, or choose a language model")
  }
}
