// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import LanguageModel
import Testing

/// `config.json` and the shapes that have a name.
@Suite struct GPT2ConfigurationTests {
  private func read(_ json: JSONValue) throws(AssayError) -> GPT2Configuration {
    try GPT2Configuration(json: json, file: "config.json")
  }

  private func fault(_ json: JSONValue) -> String? {
    do throws(AssayError) {
      _ = try read(json)
      return nil
    } catch {
      return error.message
    }
  }

  @Test func whatIsNotSaidIsAsInGPT2() throws {
    #expect(try read([:]) == GPT2Configuration())
    let small = try read([
      "vocab_size": 100, "n_ctx": 64, "n_embd": 24, "n_layer": 3, "n_head": 4,
      "embd_pdrop": 0.0, "resid_pdrop": 0.25, "attn_pdrop": 0.5, "layer_norm_epsilon": 1e-6,
      "initializer_range": 0.5, "tie_word_embeddings": false,
    ])
    #expect(small.vocabularySize == 100 && small.positions == 64 && small.width == 24)
    #expect(small.layers == 3 && small.heads == 4 && small.headWidth == 6)
    #expect(small.innerWidth == 96 && !small.tiesHead && small.outputs == 100)
    #expect(small.embeddingDropout == 0 && small.residualDropout == 0.25)
    #expect(small.attentionDropout == 0.5 && small.layerNormEpsilon == 1e-6)
    #expect(small.initializerRange == 0.5)
    // The end-of-text token of GPT-2 is none of its 100 tokens.
    #expect(small.endToken == nil && small.padToken == nil)
    #expect(try read(["n_positions": 32, "n_ctx": 64]).positions == 32)
    #expect(try read(["n_inner": 5, "eos_token_id": 7, "pad_token_id": 0]).innerWidth == 5)
    #expect(try read(["pad_token_id": -1]).padToken == nil)
    let ends = try read(["eos_token_id": [7, 9]])
    #expect(ends.endToken == 7 && ends.furtherEndTokens == [9])
    #expect(ends.json["eos_token_id"] == [7, 9] && ends.json["bos_token_id"] == 7)
    #expect(fault(["eos_token_id": [7, "x"]])?.hasPrefix("eos_token_id is neither") == true)
    #expect(try read(["pad_token_id": 0]).padToken == 0)
  }

  @Test func aConfigurationComesBackFromItsJSON() throws {
    var configuration = GPT2Configuration(
      vocabularySize: 300, positions: 40, width: 30, layers: 2, heads: 5)
    configuration.innerWidth = 50
    configuration.tiesHead = false
    configuration.endToken = 299
    configuration.attentionDropout = 0.125
    #expect(try read(configuration.json) == configuration)
    configuration.setClasses([" no", " yes", ""])
    #expect(configuration.padToken == 299 && configuration.outputs == 3)
    #expect(try read(configuration.json) == configuration)
    // Llama.cpp reads n_ctx, transformers n_positions.
    #expect(configuration.json["n_ctx"] == 40 && configuration.json["n_positions"] == 40)
    #expect(configuration.json["attn_pdrop"] == 0.125 && configuration.json["embd_pdrop"] == 0.1)
  }

  @Test(
    arguments: [
      (["model_type": "llama"], "llama"), (["activation_function": "relu"], "relu"),
      (["scale_attn_weights": false], "scale_attn_weights false"),
      (["scale_attn_by_inverse_layer_idx": true], "scale_attn_by_inverse_layer_idx true"),
      (["add_cross_attention": true], "add_cross_attention"), ([1], "not a JSON object"),
      (["n_layer": -1], "n_layer"), (["n_layer": 1.5], "n_layer"), (["n_layer": 0], "n_layer is 0"),
      (["n_head": 5], "not a multiple of n_head 5"), (["n_embd": 65537, "n_head": 1], "n_embd"),
      (["layer_norm_epsilon": "x"], "layer_norm_epsilon is not a number"),
      (["resid_pdrop": 1.0], "resid_pdrop"), (["attn_pdrop": -0.1], "attn_pdrop"),
      (["vocab_size": 0], "vocab_size"), (["n_positions": 16_777_217], "n_positions"),
    ] as [(JSONValue, String)])
  func whatGPT2DoesNotDoIsRefused(json: JSONValue, word: String) {
    #expect(fault(json)?.contains(word) == true, "\(fault(json) ?? "accepted")")
  }

  private func classifier(_ members: JSONObject) -> JSONValue {
    var object = members
    object["architectures"] = ["GPT2ForSequenceClassification"]
    return .object(object)
  }

  @Test func classesHaveTheNamesOfTheLabels() throws {
    #expect(try read(classifier([:])).classes == ["LABEL_0", "LABEL_1"])
    #expect(try read(classifier(["num_labels": 3])).classes == ["LABEL_0", "LABEL_1", "LABEL_2"])
    let named = try read(classifier(["id2label": ["1": "b", "0": "a"]]))
    #expect(named.classes == ["a", "b"] && named.isClassifier)
    #expect(named.hasSameClasses(as: ["a", "b"]) && !named.hasSameClasses(as: ["b", "a"]))
    #expect(!named.hasSameClasses(as: ["a"]) && !named.hasSameClasses(as: ["a", "b", "c"]))
    // Equal to the eye, but not the same bytes.
    let accented = try read(classifier(["id2label": ["0": "caf\u{E9}", "1": "cafe\u{301}"]]))
    #expect(accented.classes.count == 2)
    #expect(!accented.hasSameClasses(as: accented.classes.reversed()))
  }

  @Test(
    arguments: [
      (["num_labels": 1], "regression"), (["id2label": ["0": "a", "2": "b"]], "no class 1"),
      (["id2label": ["0": "a", "1": "a"]], "twice"), (["id2label": ["0": "a"]], "regression"),
      (["problem_type": "regression"], "regression"), (["num_labels": "x"], "num_labels"),
    ] as [(JSONObject, String)])
  func headsThatAreNoClassifiersAreRefused(members: JSONObject, word: String) {
    let message = fault(classifier(members))
    #expect(message?.contains(word) == true, "\(message ?? "accepted")")
  }

  @Test func presetsAreValidShapes() throws {
    for (name, configuration) in GPT2Configuration.presets + GPT2Configuration.published {
      try configuration.validate()
      #expect(GPT2Configuration.shape(name) == configuration)
      #expect(configuration.endToken == 50256 && configuration.vocabularySize == 50257)
    }
    #expect(GPT2Configuration.shape("zork") == nil && GPT2Configuration.preset("gpt2") == nil)
    #expect(GPT2Configuration.shape("gpt2") == GPT2Configuration())
    let sizes = (GPT2Configuration.presets + GPT2Configuration.published).map {
      $0.configuration.layers * $0.configuration.width
    }
    #expect(sizes == sizes.sorted())
  }
}
