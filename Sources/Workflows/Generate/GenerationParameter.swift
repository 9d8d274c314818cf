// SPDX-License-Identifier: Apache-2.0

import JSON

/// The values that decide how transformers' `generate` writes, by its names.
package enum GenerationParameter: String, Sendable, CaseIterable {
  case doSample = "do_sample"
  case maximumLength = "max_length"
  case maximumNewTokens = "max_new_tokens"
  case minimumLength = "min_length"
  case minimumNewTokens = "min_new_tokens"
  case temperature
  case topK = "top_k"
  case topP = "top_p"
  case minimumP = "min_p"
  case repetitionPenalty = "repetition_penalty"
  case noRepeatSize = "no_repeat_ngram_size"
  case sequences = "num_return_sequences"
  case beams = "num_beams"
  case lengthPenalty = "length_penalty"
  case earlyStopping = "early_stopping"

  /// What is right for it, in words; nil when the value is.
  func fault(of value: JSONValue) -> String? {
    switch self {
    case .doSample: value.bool == nil ? "must be true or false" : nil
    case .maximumLength, .maximumNewTokens, .sequences, .beams: whole(value, from: 1)
    case .minimumLength, .minimumNewTokens, .topK, .noRepeatSize: whole(value, from: 0)
    case .temperature, .repetitionPenalty:
      value.double.map { $0 > 0 && $0.isFinite } == true ? nil : "must be greater than 0"
    case .lengthPenalty: value.double?.isFinite == true ? nil : "must be a number"
    case .earlyStopping:
      value.bool != nil || value == "never" ? nil : "must be true, false or never"
    case .topP: value.double.map { $0 > 0 && $0 <= 1 } == true ? nil : "must be over 0 and up to 1"
    case .minimumP: value.double.map { $0 >= 0 && $0 <= 1 } == true ? nil : "must be from 0 to 1"
    }
  }

  private func whole(_ value: JSONValue, from least: Int) -> String? {
    value.integer.map { $0 >= least } == true
      ? nil : "must be a whole number, at least \(least)"
  }

  /// Its name on the command line.
  package var option: String { "--" + rawValue.replacing("_", with: "-") }
}
