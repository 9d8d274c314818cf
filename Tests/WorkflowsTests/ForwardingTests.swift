// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import LanguageModel
import Testing
import Tokenizer
import Workflows

/// Rows 79 and 80: tensors of a forward pass for scripts.
@Suite struct ForwardingTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try GPT2Model(
      configuration: GPT2Configuration(positions: 16, width: 8, layers: 2, heads: 2), seed: 4
    ).save(to: folder.path("model"))
    try folder.write("one two three four\nfive\n", to: "texts.txt")
  }

  private func run(
    _ name: String, _ change: (inout ForwardRequest) -> Void = { _ in }
  ) throws -> ForwardSummary {
    var request = ForwardRequest(
      model: folder.path("model"), texts: TextSource(file: folder.path("texts.txt")),
      path: folder.path(name))
    change(&request)
    return try Forwarding.run(request)
  }

  private func values(_ name: String, _ file: String) throws -> [Float] {
    let read = try SafetensorsFile(path: folder.path(file))
    let tensor = try #require(read[name])
    var values = [Float](repeating: 0, count: tensor.count)
    try values.withUnsafeMutableBufferPointer { try read.read(tensor, into: $0.baseAddress!) }
    return values
  }

  @Test("Row 79: logits B x T x V") func logits() throws {
    let summary = try run("out.safetensors")
    #expect(summary.texts == 2 && summary.longest == 4)
    #expect(summary.tensors.map(\.name) == ["input_ids", "attention_mask", "logits"])
    #expect(summary.tensors[2].shape == [2, 4, 50257])
    let logits = try values("logits", "out.safetensors")
    let loaded = try LoadedModel(directory: folder.path("model"))
    var batch = PackedBatch()
    for text in ["one two three four", "five"] {
      let tokens = loaded.tokenizer.encode(text)
      batch.append(tokens, targets: tokens.indices.map { .init(position: $0, token: 0) })
    }
    let expected = try loaded.model.logits(batch)
    for index in expected.indices where abs(expected[index] - logits[index]) > 1e-5 {
      Issue.record("\(index)")
      break
    }
    #expect(logits[(5 * 50257)...].allSatisfy { $0 == 0 })
  }

  @Test("Row 80: hidden states and attentions, padded left") func layers() throws {
    let summary = try run("out.safetensors") {
      $0.outputs = [.hidden, .attentions, .embeddings]
      $0.allLayers = true
      $0.padding = .left
    }
    #expect(
      Set(summary.tensors.map(\.name)) == [
        "input_ids", "attention_mask", "hidden_states.0", "hidden_states.1", "hidden_states.2",
        "attentions.0", "attentions.1", "embeddings",
      ])
    let embeddings = try values("embeddings", "out.safetensors")
    #expect(try values("hidden_states.0", "out.safetensors") == embeddings)
    // The second text stands at the end of its row.
    #expect(embeddings[32..<56].allSatisfy { $0 == 0 } && embeddings[56...].contains { $0 != 0 })
    let weights = try values("attentions.1", "out.safetensors")
    #expect(weights.count == 2 * 2 * 4 * 4)
    for row in 0..<8 {
      #expect(abs(weights[row * 4..<row * 4 + 4].reduce(0, +) - 1) < 1e-5)
      #expect(weights[(row * 4 + row % 4 + 1)..<(row * 4 + 4)].allSatisfy { $0 == 0 })
    }
    // A single token looks at itself alone.
    #expect(weights[32..<47].allSatisfy { $0 == 0 } && weights[47] == 1)
  }

  @Test("Row 80: the last layer alone, and an array of all") func arrays() throws {
    let last = try run("last.safetensors") { $0.outputs = [.hidden] }
    #expect(last.tensors.last?.name == "last_hidden_state")
    let array = try run("all.npy") {
      $0.outputs = [.hidden]
      $0.allLayers = true
    }
    #expect(array.tensors.count == 1 && array.tensors[0].shape == [3, 2, 4, 8])
    let bytes = try Data(contentsOf: URL(filePath: folder.path("all.npy")))
    let found = bytes.suffix(64 * 4).withUnsafeBytes { raw in
      (0..<64).map { raw.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self) }
    }
    #expect(found == (try values("last_hidden_state", "last.safetensors")))
  }

  @Test("Row 79: a classifier's logits are those of its classes") func classifier() throws {
    var configuration = GPT2Configuration(positions: 16, width: 8, layers: 1, heads: 2)
    configuration.setClasses(["a", "b", "c"])
    let model = try GPT2Model(configuration: configuration, seed: 4)
    try model.save(to: folder.path("model"))
    let summary = try run("out.safetensors")
    #expect(summary.tensors.last?.shape == [2, 3])
    let loaded = try LoadedModel(directory: folder.path("model"))
    let texts = ["one two three four", "five"].map { loaded.tokenizer.encode($0) }
    let expected = try ClassScorer(model: loaded.model).logits(texts).flatMap { $0 }
    for (found, wanted) in zip(try values("logits", "out.safetensors"), expected) {
      #expect(abs(found - wanted) < 1e-5)
    }
  }

  @Test func theModelsOwnFilesAreNotWrittenOver() throws {
    let weights = folder.path("model/model.safetensors")
    let before = try Data(contentsOf: URL(fileURLWithPath: weights))
    #expect(throws: AssayError.self) { try run("model/model.safetensors") }
    #expect(try Data(contentsOf: URL(fileURLWithPath: weights)) == before)
  }

  @Test func whatCannotBeDoneLeavesNoFile() throws {
    try folder.write("one\n\ntwo\n", to: "texts.txt")
    let error = #expect(throws: AssayError.self) { try run("out.npy") }
    #expect(error?.message == "the text is empty" && error?.location?.row == 1)
    try folder.write(String(repeating: "word ", count: 40), to: "texts.txt")
    #expect(throws: AssayError.self) { try run("out.npy") }
    #expect(throws: AssayError.self) { try run("out.pt") }
    #expect(throws: AssayError.self) { try run("out.npy") { $0.outputs = [.logits, .hidden] } }
    #expect(!FileManager.default.fileExists(atPath: folder.path("out.npy")))
  }
}
