// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import LanguageModel
import Platform
import Testing
import Tokenizer

@testable import ModelStore

/// Row 76: the values of `config.json`, shown and set, and kept when a model is saved.
@Suite struct ConfigurationEditTests {
  private let folder: TemporaryFolder
  private var path: String { folder.url.path }

  init() throws {
    folder = try TemporaryFolder()
    try GPT2Model(
      configuration: GPT2Configuration(
        vocabularySize: 50, positions: 8, width: 4, layers: 1, heads: 2), seed: 1
    ).save(to: folder.url.path)
  }

  private func edit(_ texts: String...) throws -> [ConfigurationEdit.Change] {
    try ConfigurationEdit.apply(try texts.map { try ConfigurationEdit($0) }, toFolder: path)
  }

  private func document() throws -> JSONValue {
    try JSONParser.parse(Files.read("\(path)/config.json"), file: "config.json")
  }

  @Test("Row 76: values are set, also parts of one") func valuesAreSet() throws {
    let changes = try edit(
      "resid_pdrop=0.25", "summary_type=mean", "eos_token_id=7",
      "task_specific_params.text-generation.max_length=50",
      "task_specific_params.text-generation.do_sample=true")
    #expect(changes.first == .init(key: "resid_pdrop", old: 0.1, new: 0.25))
    let found = try document()
    #expect(found["resid_pdrop"] == 0.25 && found["summary_type"] == "mean")
    #expect(
      found["task_specific_params"]
        == ["text-generation": ["max_length": 50, "do_sample": true]])
    let model = try GPT2Model(directory: path)
    #expect(model.configuration.residualDropout == 0.25 && model.configuration.endToken == 7)
    // A model that is saved again says it again.
    let copy = folder.url.appending(path: "copy").path
    try model.save(to: copy)
    let saved = try JSONParser.parse(Files.read("\(copy)/config.json"), file: "copy")
    for key in ["resid_pdrop", "summary_type", "task_specific_params", "eos_token_id"] {
      #expect(saved[key] == found[key], "\(key)")
    }
  }

  @Test("Row 75: ends of texts are set in both files that name them") func endsAreSet() throws {
    try folder.write(
      #"{"eos_token_id": 3, "temperature": 0.5}"#, to: "generation_config.json")
    _ = try edit("eos_token_id=[7, 8]")
    #expect(try document()["eos_token_id"] == [7, 8])
    let file = "\(path)/generation_config.json"
    let said = try JSONParser.parse(Files.read(file), file: file)
    #expect(said["eos_token_id"] == [7, 8] && said["temperature"] == 0.5)
    #expect(try GPT2Model(directory: path).configuration.furtherEndTokens == [8])
    #expect(throws: AssayError.self) { try edit("eos_token_id=[7, 50]") }
  }

  @Test("Row 76: keys of others are kept when a model is saved") func unknownKeysAreKept() throws {
    var object = try #require(try document().object)
    object["my_note"] = ["a": [1, nil]]
    object["summary_first_dropout"] = 0.5
    object["id2label"] = ["0": "a", "1": "b"]
    object["label2id"] = ["a": 0, "b": 1]
    try folder.write(JSONValue.object(object).text(), to: "config.json")
    let copy = folder.url.appending(path: "copy").path
    try GPT2Model(directory: path).save(to: copy)
    let saved = try JSONParser.parse(Files.read("\(copy)/config.json"), file: "copy")
    #expect(saved["my_note"] == ["a": [1, nil]] && saved["summary_first_dropout"] == 0.5)
    #expect(saved["id2label"] == ["0": "a", "1": "b"] && saved["label2id"] == ["a": 0, "b": 1])
    // A head that is put on such a model has its own names.
    var tuned = try GPT2Model(directory: copy).configuration
    tuned.setClasses([" no", " yes"])
    #expect(tuned.json["id2label"] == ["0": " no", "1": " yes"])
    #expect(tuned.json["label2id"] == [" no": 0, " yes": 1])
    let shown = try StoredModel(name: "m", folder: path).configurationValues
    #expect(shown["my_note"] != nil && shown["n_embd"] == 4)
  }

  @Test(
    "Row 76: what the weights are bound to is refused",
    arguments: [
      ("n_embd=8", "shape"), ("vocab_size=60", "models resize"), ("n_head=4", "trained"),
      ("resid_pdrop=1", "under 1"), ("resid_pdrop=x", "under 1"), ("eos_token_id=50", "under 50"),
      ("summary_type=sum", "cls_index"), ("use_cache=1", "true or false"),
      ("resid_pdrp=0.1", "resid_pdrop"), ("resid_pdrop.a=1", "no parts"),
      ("task_specific_params=3", "object"), ("resid_pdrop", "KEY=VALUE"), ("=1", "KEY=VALUE"),
      ("layer_norm_epsilon=0", "above 0"),
    ])
  func whatCannotChange(text: String, words: String) throws {
    let before = try folder.text(of: "config.json")
    let error = #expect(throws: AssayError.self) { try edit("attn_pdrop=0.3", text) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    #expect(try folder.text(of: "config.json") == before)
  }

  @Test("Row 76: classes get other names, not another number") func classNames() throws {
    var configuration = GPT2Configuration(
      vocabularySize: 50, positions: 8, width: 4, layers: 1, heads: 2)
    configuration.setClasses(["LABEL_0", "LABEL_1"])
    try GPT2Model(configuration: configuration, seed: 1).save(to: path)
    _ = try edit(#"id2label={"0": "no", "1": "yes"}"#)
    #expect(try document()["label2id"] == ["no": 0, "yes": 1])
    #expect(try GPT2Model(directory: path).configuration.classes == ["no", "yes"])
    #expect(throws: AssayError.self) { try edit(#"id2label={"0": "no"}"#) }
    #expect(throws: AssayError.self) { try edit(#"id2label={"0": "no", "1": "no"}"#) }
  }

  @Test("Row 76: a table of another size, as resize_token_embeddings") func resizing() throws {
    let model = try GPT2Model(directory: path)
    let larger = try model.resized(vocabularySize: 120, seed: 3)
    #expect(larger.configuration.vocabularySize == 120)
    let old = try #require(model.values(of: "transformer.wte.weight"))
    let new = try #require(larger.values(of: "transformer.wte.weight"))
    #expect(new.count == 480 && Array(new.prefix(200)) == old)
    let means = (0..<4).map { column in
      stride(from: column, to: 200, by: 4).reduce(0) { $0 + old[$1] } / 50
    }
    // 1e-9 of the covariance is a spread of about 3e-5 of that of the rows.
    for index in 200..<480 { #expect(abs(new[index] - means[index % 4]) < 1e-5) }
    #expect(Set(new[200...]).count > 200)
    let same = try model.resized(vocabularySize: 120, seed: 3)
    #expect(same.values(of: "transformer.wte.weight") == new)
    let smaller = try model.resized(vocabularySize: 20, seed: 3)
    #expect(smaller.values(of: "transformer.wte.weight") == Array(old.prefix(80)))
    for name in ["transformer.wpe.weight", "transformer.h.0.mlp.c_fc.weight"] {
      #expect(larger.values(of: name) == model.values(of: name))
    }
  }

  @Test("Row 76: no token that is needed loses its row") func tokensKeepTheirRows() throws {
    let source = folder.url.appending(path: "gpt").path
    try GPT2Model(
      configuration: GPT2Configuration(positions: 8, width: 2, layers: 1, heads: 1), seed: 1
    ).save(to: source)
    let stored = try StoredModel(name: "m", folder: source)
    let target = folder.url.appending(path: "out").path
    let error = #expect(throws: AssayError.self) {
      try VocabularyResize(stored, to: 50_000, seed: 1).write(to: target)
    }
    #expect(error?.remedy?.contains("50257") == true)
    #expect(!Files.exists(target))
    try VocabularyResize(stored, to: 50_300, seed: 1).write(to: target)
    #expect(try LoadedModel(directory: target).model.configuration.vocabularySize == 50_300)
  }

  /// Tokens are added to the tokenizer first, and the model is made to fit.
  @Test("Row 76: a tokenizer that has more tokens than the model") func addedTokens() throws {
    let source = folder.url.appending(path: "added").path
    let configuration = GPT2Configuration(positions: 8, width: 2, layers: 1, heads: 1)
    try GPT2Model(configuration: configuration, seed: 1).save(to: source)
    try TextTokenizer.gpt2.write(toFolder: source, maximumLength: 8, padToken: nil)
    let path = source + "/tokenizer.json"
    let json = try String(contentsOfFile: path, encoding: .utf8)
    let mark = "\"added_tokens\": ["
    let added =
      #"{"id":50257,"content":"<|sep|>","single_word":false,"lstrip":false,"rstrip":false,"#
      + #""normalized":false,"special":true},"#
    let place = try #require(json.range(of: mark))
    try json.replacingCharacters(in: place, with: mark + added)
      .write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try TextTokenizer(path: source).vocabularySize == 50_258)
    let refusal = #expect(throws: AssayError.self) { try LoadedModel(directory: source) }
    #expect(refusal?.remedy?.contains("assay models resize --vocabulary 50258") == true)
    let target = folder.url.appending(path: "fitting").path
    let stored = try StoredModel(name: "m", folder: source)
    try VocabularyResize(stored, to: 50_258, seed: 1).write(to: target)
    let loaded = try LoadedModel(directory: target)
    #expect(loaded.model.configuration.vocabularySize == 50_258)
    #expect(loaded.tokenizer.encode("a<|sep|>").last == 50_257)
    #expect(throws: AssayError.self) {
      try VocabularyResize(stored, to: 50_257, seed: 1).write(to: target + "2")
    }
  }
}
