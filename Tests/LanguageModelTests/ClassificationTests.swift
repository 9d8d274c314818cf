// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import LanguageModel
import Platform
import Testing

/// The head as such, and its files.
struct ClassificationTests {
  private func model(classes: Int = 3) throws -> GPT2Model {
    var configuration = TinyModel.configuration
    configuration.classes = (0..<classes).map { "class \($0)" }
    configuration.padToken = 22
    return try TinyModel.make(configuration)
  }

  private func batch() -> PackedBatch {
    var batch = PackedBatch()
    for (length, label) in [(1, 2), (16, 0), (5, 1), (5, 1)] {
      let tokens = (0..<length).map { Int32(($0 * 7 + length) % 22) }
      batch.append(
        tokens,
        targets: [.init(position: length - 1, token: Int32(label), weight: Float(length) / 8)])
    }
    return batch
  }

  @Test func gradientsAgreeWithFiniteDifferences() throws {
    try GradientCheck.expectTrueGradients(of: model(), on: batch(), seed: 4)
  }

  @Test func textsTogetherEqualEachAlone() throws {
    let scorer = try ClassScorer(model: model())
    let texts: [[Int32]] = [[1, 2, 3], [], [4], [5, 22, 22], Array(0..<16)]
    let together = try scorer.logits(texts)
    for (text, row) in zip(texts, together) {
      let alone = try scorer.logits([text])[0]
      #expect(alone.count == 3 && Golden.maximalDifference(row, alone) < 1e-5)
    }
  }

  @Test func theHeadLooksAtTheLastTokenThatIsNoPadding() throws {
    var configuration = TinyModel.configuration
    configuration.endToken = 21
    #expect(configuration.classifiedPart(of: [1, 22]) == [1, 22])
    #expect(configuration.classifiedPart(of: []) == [21])
    configuration.padToken = 22
    #expect(configuration.classifiedPart(of: [22, 1, 22, 2, 22, 22]) == [22, 1, 22, 2])
    #expect(configuration.classifiedPart(of: [22, 22]) == [22])
  }

  @Test func savedClassifierLoadsToTheSameBits() throws {
    let model = try model()
    let folder = try TemporaryFolder()
    try model.save(to: folder.url.path)
    let again = try GPT2Model(directory: folder.url.path)
    #expect(again.configuration == model.configuration)
    #expect(again.parameters.array == model.parameters.array)
    #expect(try folder.names == ["config.json", "model.safetensors"])
    let config = try JSONParser.parse(
      Array(try folder.text(of: "config.json").utf8), file: "config")
    #expect(config["architectures"] == ["GPT2ForSequenceClassification"])
    #expect(config["id2label"]?["2"] == "class 2" && config["label2id"]?["class 2"] == 2)
    #expect(config["num_labels"] == 3 && config["pad_token_id"] == 22)
    #expect(config["problem_type"] == "single_label_classification")
  }

  /// transformers leaves out what is as in every model: two classes without names.
  @Test func aHeadIsFoundInTheWeightsAlone() throws {
    let folder = try TemporaryFolder()
    try model(classes: 2).save(to: folder.url.path)
    let config =
      #"{"n_embd": 6, "n_head": 3, "n_layer": 2, "n_positions": 16, "vocab_size": 23,"#
      + #" "pad_token_id": -1}"#
    try folder.write(config, to: "config.json")
    let found = try GPT2Model(directory: folder.url.path)
    #expect(found.configuration.classes == ["LABEL_0", "LABEL_1"])
    #expect(found.configuration.padToken == nil)
  }

  @Test(arguments: [
    (#""problem_type": "regression""#, "regression"),
    (#""problem_type": "multi_label_classification""#, "multi_label"),
    (#""id2label": {"0": "a", "1": "b"}"#, "2 classes, the head 3"),
    (#""id2label": {"0": "a", "1": "b", "2": "b"}"#, "twice"),
    (#""id2label": {"0": "a", "1": "b", "3": "c"}"#, "class 2"),
  ])
  func headsThatDoNotFitAreRefused(change: String, reason: String) throws {
    let folder = try TemporaryFolder()
    try model().save(to: folder.url.path)
    try folder.write(
      #"{"architectures": ["GPT2ForSequenceClassification"], "n_embd": 6, "n_head": 3,"#
        + #" "n_layer": 2, "n_positions": 16, "vocab_size": 23, \#(change)}"#, to: "config.json")
    let error = #expect(throws: AssayError.self) { try GPT2Model(directory: folder.url.path) }
    #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
  }

  @Test func aHeadIsKeptForItsClassesAndElseMadeAnew() throws {
    let model = try model()
    let folder = try TemporaryFolder()
    try model.save(to: folder.url.path)
    let path = folder.url.path
    let kept = try GPT2Model(directory: path, classes: model.configuration.classes, seed: 1)
    #expect(kept.parameters.array == model.parameters.array)
    let anew = try GPT2Model(directory: path, classes: ["a", "b"], seed: 0x9E37_79B9)
    #expect(anew.layout["score.weight"]?.shape == [2, 6])
    let head = try #require(anew.values(of: "score.weight"))
    #expect(head.allSatisfy { $0 != 0 && abs($0) < 0.2 }, "\(head)")
    let other = try GPT2Model(directory: path, classes: ["a", "b"], seed: 0x7F4A_7C15)
    #expect(other.values(of: "score.weight") != anew.values(of: "score.weight"))
    #expect(anew.values(of: "transformer.wte.weight") == model.values(of: "transformer.wte.weight"))
  }

  @Test func aClassifierNeitherWritesNorScoresText() throws {
    let model = try model()
    let cache = try KeyValueCache(for: model, sequences: 1, capacity: 8)
    let attempts: [() throws -> Void] = [
      { _ = try model.extend(cache, with: [.init(sequence: 0, tokens: [1, 2])]) },
      { _ = try LabelScorer(model: model, labels: [[1]]) },
      { _ = try CompletionScorer(model: model).score([([1], [2])]) },
    ]
    for attempt in attempts {
      let error = #expect(throws: AssayError.self) { try attempt() }
      #expect(error?.message.contains("classification head") == true)
    }
    #expect(throws: AssayError.self) { try ClassScorer(model: TinyModel.make()) }
    var batch = PackedBatch()
    batch.append([1], targets: [.init(position: 0, token: 3)])
    #expect(throws: AssayError.self) { try model.evaluate(batch) }
  }
}
