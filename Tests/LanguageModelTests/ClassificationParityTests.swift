// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Foundation
import JSON
import LanguageModel
import Testing

/// A tiny classifier gives what transformers gave from the same files; see
/// Tests/Oracles/make/classification_golden.py.
struct ClassificationParityTests {
  static let directory = Golden.fixtures + "/tiny-classifier"
  let json: JSONValue
  let tensors: SafetensorsFile
  let model: GPT2Model
  let rows: [[Int32]]

  init() throws {
    let path = Golden.fixtures + "/tiny-classifier-golden.json"
    json = try JSONParser.parse([UInt8](Data(contentsOf: URL(filePath: path))), file: path)
    tensors = try SafetensorsFile(path: Golden.fixtures + "/tiny-classifier-golden.safetensors")
    model = try GPT2Model(directory: Self.directory)
    rows = (json["rows"]?.array ?? []).map { $0.array!.map { Int32($0.integer!) } }
  }

  private func values(_ name: String) throws -> [Float] {
    let tensor = try #require(tensors[name])
    var values = [Float](repeating: 0, count: tensor.count)
    try values.withUnsafeMutableBufferPointer { try tensors.read(tensor, into: $0.baseAddress!) }
    return values
  }

  @Test func theDirectoryIsUnderstood() {
    #expect(model.configuration.classes == [" later", " no", " yes"])
    #expect(model.configuration.padToken == 30)
    #expect(model.layout["score.weight"]?.shape == [3, 8])
    #expect(model.layout["lm_head.weight"] == nil)
  }

  @Test func logitsAgree() throws {
    let found = try ClassScorer(model: model).logits(rows)
    let expected = try values("logits")
    #expect(expected.count == 18 && found.count == 6)
    #expect(Golden.maximalDifference(found.flatMap { $0 }, expected) < 1e-5)
    for scores in try ClassScorer(model: model).logProbabilities(rows) {
      #expect(abs(scores.reduce(0) { $0 + exp($1) } - 1) < 1e-9)
    }
  }

  @Test func lossAndGradientsAgree() throws {
    var batch = PackedBatch()
    for (row, label) in zip(rows, json["labels"]?.array ?? []) {
      let part = model.configuration.classifiedPart(of: row)
      let target = PackedBatch.Target(
        position: part.count - 1, token: Int32(try #require(label.integer)), weight: 1 / 6)
      batch.append(part, targets: [target])
    }
    let gradients = try GradientStore(for: model)
    let result = try model.forwardBackward(batch, into: gradients)
    let loss = try #require(json["loss"]?.double)
    #expect(abs(result.loss - loss) < 1e-5)
    for tensor in model.layout.tensors {
      let expected = try values("gradient.\(tensor.name)")
      let found = try #require(gradients.values(of: tensor.name))
      #expect(found.count == expected.count)
      #expect(Golden.maximalDifference(found, expected) < 1e-5, "\(tensor.name)")
    }
  }
}
