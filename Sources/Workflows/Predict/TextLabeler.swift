// SPDX-License-Identifier: Apache-2.0

import AssayCore
import LanguageModel
import Tokenizer
import Training

/// Who labels, by the kind of the model.
enum TextLabeler {
  case tokens(PromptLabeler, GPT2Model)
  case texts(LinearLabeler)

  init?(_ run: ModelRun, side: TruncationSide?) {
    switch run.engine {
    case .gpt2(let loaded):
      guard
        let labeler = PromptLabeler(
          run.record, loaded.model.configuration, tokenizer: loaded.tokenizer, side: side)
      else { return nil }
      self = .tokens(labeler, loaded.model)
    case .linear(let model):
      guard let labeler = LinearLabeler(model, run.record) else { return nil }
      self = .texts(labeler)
    }
  }

  var classes: [String] {
    switch self {
    case .tokens(let labeler, _): labeler.terms.classes
    case .texts(let labeler): labeler.terms.classes
    }
  }

  /// What prompts that are too long lose, in words; a linear model reads all.
  var lostPart: String {
    if case .tokens(let labeler, _) = self { labeler.lostPart } else { "" }
  }

  /// - Returns: a prediction for each text, and how many were too long and lost a part.
  func label(
    _ texts: [String]
  ) throws(AssayError) -> (predictions: [Prediction], shortened: Int) {
    switch self {
    case .texts(let labeler): return (labeler.predictions(of: texts), 0)
    case .tokens(let labeler, let model):
      let prompts = texts.map(labeler.tokens)
      return (
        try labeler.predictions(of: prompts.map(\.tokens), by: model), prompts.count { $0.isCut }
      )
    }
  }
}
