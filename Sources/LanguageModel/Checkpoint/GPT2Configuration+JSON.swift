// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import JSON

extension GPT2Configuration {
  /// The configuration in a Hugging Face `config.json`; what it does not say is as in GPT-2.
  /// - Throws: `AssayError` when it is not a GPT-2's, or asks for what is not supported.
  package init(json: JSONValue, file: String) throws(AssayError) {
    let reader = ConfigurationReader(json: json, file: file)
    try reader.checkSupport()
    vocabularySize = try reader.size("vocab_size") ?? vocabularySize
    let context = try reader.size("n_ctx")
    positions = try reader.size("n_positions") ?? context ?? positions
    width = try reader.size("n_embd") ?? width
    layers = try reader.size("n_layer") ?? layers
    heads = try reader.size("n_head") ?? heads
    innerWidth = try reader.size("n_inner") ?? 4 * width
    layerNormEpsilon = try reader.number("layer_norm_epsilon") ?? layerNormEpsilon
    embeddingDropout = try reader.rate("embd_pdrop") ?? embeddingDropout
    residualDropout = try reader.rate("resid_pdrop") ?? residualDropout
    attentionDropout = try reader.rate("attn_pdrop") ?? attentionDropout
    initializerRange = try reader.number("initializer_range") ?? initializerRange
    tiesHead = json["tie_word_embeddings"]?.bool ?? true
    let ends = try reader.tokens("eos_token_id")
    endToken = ends.first ?? defaultEndToken
    furtherEndTokens = Array(ends.dropFirst())
    // Some say -1 for none.
    padToken = json["pad_token_id"]?.integer.flatMap { $0 < 0 ? nil : Int32(clamping: $0) }
    if reader.describesClassifier { classes = try reader.classes() }
    try validate(at: Location(file: file))
    keepOthers(of: json)
  }

  /// Keeps what the properties do not say and what is not written anyway.
  private mutating func keepOthers(of json: JSONValue) {
    let written = self.json
    for member in json.object?.members ?? [] where isOther(member.key) {
      if written[member.key] != member.value { others[member.key] = member.value }
    }
  }

  /// Whether no property says the value of a key. Names of classes are properties of a classifier; in a
  /// language model they stay as they were.
  private func isOther(_ key: String) -> Bool {
    guard Self.ownKeys.contains(key) else { return true }
    return !isClassifier && (key == "id2label" || key == "label2id")
  }

  /// 50256, where the vocabulary reaches that far.
  private var defaultEndToken: Int32? { vocabularySize > 50256 ? 50256 : nil }

  private var end: JSONValue { endToken.map { .integer(Int($0)) } ?? .null }

  /// One token, or the list of those that end a text.
  private var ends: JSONValue {
    furtherEndTokens.isEmpty
      ? end : .array([end] + furtherEndTokens.map { JSONValue.integer(Int($0)) })
  }

  /// `config.json` as transformers and llama.cpp read it; the latter needs `n_ctx`.
  package var json: JSONValue {
    let pad: JSONValue = padToken.map { .integer(Int($0)) } ?? .null
    var object: JSONObject = [
      "activation_function": "gelu_new",
      "architectures": [isClassifier ? "GPT2ForSequenceClassification" : "GPT2LMHeadModel"],
      "attn_pdrop": Self.decimal(attentionDropout), "bos_token_id": end, "dtype": "float32",
      "embd_pdrop": Self.decimal(embeddingDropout), "eos_token_id": ends,
      "initializer_range": Self.decimal(initializerRange),
      "layer_norm_epsilon": Self.decimal(layerNormEpsilon), "model_type": "gpt2",
      "n_ctx": .integer(positions), "n_embd": .integer(width), "n_head": .integer(heads),
      "n_inner": innerWidth == 4 * width ? .null : .integer(innerWidth),
      "n_layer": .integer(layers), "n_positions": .integer(positions), "pad_token_id": pad,
      "reorder_and_upcast_attn": false, "resid_pdrop": Self.decimal(residualDropout),
      "scale_attn_by_inverse_layer_idx": false, "scale_attn_weights": true,
      "summary_activation": nil, "summary_first_dropout": 0.1, "summary_proj_to_labels": true,
      "summary_type": "cls_index", "summary_use_proj": true,
      "tie_word_embeddings": .bool(tiesHead), "torch_dtype": "float32",
      "transformers_version": .string(Self.transformersVersion), "use_cache": true,
      "vocab_size": .integer(vocabularySize),
    ]
    if isClassifier { appendClasses(to: &object) }
    for member in others.members where isOther(member.key) { object[member.key] = member.value }
    return .object(object)
  }

  /// The keys whose values are those of the properties, or of the format that is written. Others stay
  /// as they were.
  package static let ownKeys: Set<String> = [
    "activation_function", "architectures", "attn_pdrop", "dtype", "embd_pdrop", "eos_token_id",
    "id2label", "initializer_range", "_num_labels", "label2id", "layer_norm_epsilon", "model_type",
    "n_ctx",
    "n_embd", "n_head", "n_inner", "n_layer", "n_positions", "num_labels", "pad_token_id",
    "problem_type", "resid_pdrop", "scale_attn_by_inverse_layer_idx", "scale_attn_weights",
    "tie_word_embeddings", "torch_dtype", "transformers_version", "vocab_size",
    "add_cross_attention",
  ]

  private func appendClasses(to object: inout JSONObject) {
    var names = JSONObject()
    var numbers = JSONObject()
    for (number, name) in classes.enumerated() {
      names.append("\(number)", .string(name))
      numbers.append(name, .integer(number))
    }
    object.append("id2label", .object(names))
    object.append("label2id", .object(numbers))
    object.append("num_labels", .integer(classes.count))
    object.append("problem_type", "single_label_classification")
  }

  /// `generation_config.json`.
  var generationJSON: JSONValue {
    [
      "bos_token_id": end, "eos_token_id": ends,
      "transformers_version": .string(Self.transformersVersion),
    ]
  }

  /// The version whose format is written.
  private static let transformersVersion = "5.23.0"

  /// The shortest decimal that is this float: 0.1, not 0.10000000149.
  private static func decimal(_ value: Float) -> JSONValue {
    .number(Double("\(value)") ?? Double(value))
  }
}
