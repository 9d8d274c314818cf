// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// What may be done with a key of `config.json` where there are weights beside it.
enum ConfigurationKey {
  /// A share from 0 up to but not including 1.
  case rate
  case number, flag, text, object
  case choice([String])
  /// A token of the vocabulary, or null.
  case token
  /// One, several in a list, or null.
  case tokens
  /// It goes with the weights, which are as they are.
  case fixed(String)

  /// The key of a name; nil for what GPT-2's configuration does not have.
  static func of(_ name: String) -> ConfigurationKey? { all[name] }

  static var names: [String] { all.keys.sorted() }

  private static let shape = "it is the shape of the weights"
  private static let arithmetic = "it is how the weights were trained to be used"
  private static let all: [String: ConfigurationKey] = [
    "embd_pdrop": .rate, "resid_pdrop": .rate, "attn_pdrop": .rate,
    "layer_norm_epsilon": .number, "initializer_range": .number,
    "summary_type": .choice(["last", "first", "mean", "cls_index", "attn"]),
    "summary_use_proj": .flag, "summary_activation": .text, "summary_proj_to_labels": .flag,
    "summary_first_dropout": .rate, "use_cache": .flag, "reorder_and_upcast_attn": .flag,
    "output_hidden_states": .flag, "output_attentions": .flag, "return_dict": .flag,
    "bos_token_id": .token, "eos_token_id": .tokens, "pad_token_id": .token,
    "task_specific_params": .object, "id2label": .object, "_name_or_path": .text,
    "finetuning_task": .text, "tokenizer_class": .text,
    "vocab_size": .fixed("it is the shape of the weights; assay models resize changes it"),
    "n_positions": .fixed(shape), "n_ctx": .fixed(shape), "n_embd": .fixed(shape),
    "n_layer": .fixed(shape), "n_inner": .fixed(shape), "num_labels": .fixed(shape),
    "tie_word_embeddings": .fixed(shape), "n_head": .fixed(arithmetic),
    "activation_function": .fixed(arithmetic), "scale_attn_weights": .fixed(arithmetic),
    "scale_attn_by_inverse_layer_idx": .fixed(arithmetic),
    "add_cross_attention": .fixed(arithmetic),
    "model_type": .fixed(arithmetic), "architectures": .fixed(arithmetic),
    "problem_type": .fixed(arithmetic), "dtype": .fixed("it says how the weights are stored"),
    "torch_dtype": .fixed("it says how the weights are stored"),
    "label2id": .fixed("it follows from id2label"),
    "transformers_version": .fixed("it says what wrote the file"),
  ]

  /// Why a value is refused, in words that follow the key; nil when it is not.
  /// - Parameter vocabulary: the number of tokens.
  func fault(of value: JSONValue, vocabulary: Int) -> String? {
    switch self {
    case .fixed(let reason): "cannot change: \(reason)"
    case .rate:
      value.double.map { $0 >= 0 && $0 < 1 } == true ? nil : "must be at least 0 and under 1"
    case .number: value.double.map { $0 > 0 && $0.isFinite } == true ? nil : "must be above 0"
    case .flag: value.bool == nil ? "must be true or false" : nil
    case .text: value.string == nil && value != .null ? "must be a text or null" : nil
    case .object: value.object == nil && value != .null ? "must be an object or null" : nil
    case .choice(let words):
      words.contains(value.string ?? "") ? nil : "must be one of \(words.joined(separator: ", "))"
    case .token:
      value == .null || value.integer.map { (0..<vocabulary).contains($0) } == true
        ? nil : "must be a token under \(vocabulary), or null"
    case .tokens:
      (value.array ?? [value]).compactMap { Self.token.fault(of: $0, vocabulary: vocabulary) }.first
    }
  }
}
