// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import LanguageModel
import Testing

@testable import ModelStore

@Suite struct GGUFExportTests {
  private static func model(tiesHead: Bool = true) throws -> GPT2Model {
    var configuration = GPT2Configuration(
      vocabularySize: 50260, positions: 5, width: 6, layers: 2, heads: 3)
    configuration.tiesHead = tiesHead
    configuration.innerWidth = 10
    let model = try GPT2Model(configuration: configuration, seed: 3)
    // Biases that are not 0.
    for index in 0..<model.layout.count { model.parameters.pointer[index] += Float(index % 7) / 64 }
    return model
  }

  private func export(
    _ model: GPT2Model, _ precision: GGUFPrecision = .f32
  ) throws -> GGUFContents {
    let folder = try TemporaryFolder()
    try model.save(to: folder.url.path)
    let path = folder.url.appending(path: "model.gguf").path
    try GGUFExport(folder: folder.url.path, name: "tiny", precision: precision).write(to: path)
    return try GGUFContents(path: path)
  }

  @Test func statesShapeAndTokenizer() throws {
    let file = try export(Self.model())
    #expect(file.version == 3)
    let expected: [String: JSONValue] = [
      "general.architecture": "gpt2", "general.file_type": 0, "general.name": "tiny",
      "gpt2.context_length": 5, "gpt2.embedding_length": 6, "gpt2.block_count": 2,
      "gpt2.feed_forward_length": 10, "gpt2.attention.head_count": 3,
      "tokenizer.ggml.model": "gpt2", "tokenizer.ggml.pre": "gpt-2",
      "tokenizer.ggml.bos_token_id": 50256, "tokenizer.ggml.eos_token_id": 50256,
    ]
    for (key, value) in expected { #expect(file.metadata[key] == value, "\(key)") }
    #expect(
      file.metadata["gpt2.attention.layer_norm_epsilon"]?.double == Double(Float(1e-5)))
    let tokens = try #require(file.metadata["tokenizer.ggml.tokens"]?.array)
    let kinds = try #require(file.metadata["tokenizer.ggml.token_type"]?.array)
    #expect(tokens.count == 50260 && kinds.count == 50260)
    #expect(tokens[0] == "!" && tokens[220] == "Ġ" && tokens[50256] == "<|endoftext|>")
    #expect(tokens[50257] == "[PAD50257]")
    #expect(kinds[0] == 1 && kinds[50256] == 3 && kinds[50257] == 5)
    let merges = try #require(file.metadata["tokenizer.ggml.merges"]?.array)
    #expect(merges.count == 50000 && merges[0] == "Ġ t")
  }

  @Test func placesEveryTensorOnAnAlignedByteOneAfterTheOther() throws {
    let file = try export(Self.model())
    #expect(file.order.count == 2 + 2 * 12 + 2)
    var end = 0
    for name in file.order {
      let tensor = try #require(file.tensors[name])
      #expect(tensor.offset == (end + 31) / 32 * 32, "\(name)")
      end = tensor.offset + tensor.lengths.reduce(1, *) * 4
    }
    #expect(file.bytes.count == file.dataStart + (end + 31) / 32 * 32)
  }

  @Test func turnsTheMatricesOfBlocksAndKeepsTheRest() throws {
    let model = try Self.model()
    let file = try export(model)
    let same = [
      "token_embd.weight": "wte.weight", "position_embd.weight": "wpe.weight",
      "blk.1.attn_norm.weight": "h.1.ln_1.weight", "blk.1.attn_norm.bias": "h.1.ln_1.bias",
      "blk.0.attn_qkv.bias": "h.0.attn.c_attn.bias", "blk.1.ffn_norm.bias": "h.1.ln_2.bias",
      "blk.0.attn_output.bias": "h.0.attn.c_proj.bias", "blk.1.ffn_up.bias": "h.1.mlp.c_fc.bias",
      "blk.1.ffn_down.bias": "h.1.mlp.c_proj.bias", "output_norm.weight": "ln_f.weight",
      "output_norm.bias": "ln_f.bias",
    ]
    for (name, source) in same {
      #expect(try file.values(of: name) == model.values(of: "transformer." + source), "\(name)")
    }
    let turned = [
      ("blk.1.attn_qkv.weight", "h.1.attn.c_attn.weight", 6, 18),
      ("blk.0.attn_output.weight", "h.0.attn.c_proj.weight", 6, 6),
      ("blk.1.ffn_up.weight", "h.1.mlp.c_fc.weight", 6, 10),
      ("blk.1.ffn_down.weight", "h.1.mlp.c_proj.weight", 10, 6),
    ]
    for (name, source, inputs, outputs) in turned {
      let values = try file.values(of: name)
      let original = try #require(model.values(of: "transformer." + source))
      #expect(file.tensors[name]?.lengths == [inputs, outputs])
      for row in 0..<outputs {
        for column in 0..<inputs {
          #expect(values[row * inputs + column] == original[column * outputs + row])
        }
      }
    }
  }

  @Test func aHeadOfItsOwnIsWritten() throws {
    let model = try Self.model(tiesHead: false)
    let file = try export(model)
    #expect(try file.values(of: "output.weight") == model.values(of: "lm_head.weight"))
    #expect(file.tensors["output.weight"]?.lengths == [6, 50260])
  }

  @Test(arguments: [(GGUFPrecision.f16, 1, 0x1p-11), (.bf16, 30, 0x1p-8)])
  func halvesMatricesOnly(precision: GGUFPrecision, kind: Int, error: Double) throws {
    let model = try Self.model()
    let file = try export(model, precision)
    #expect(file.metadata["general.file_type"]?.integer == (kind == 1 ? 1 : 32))
    for (name, tensor) in file.tensors {
      let isHalf = tensor.lengths.count == 2 && name != "position_embd.weight"
      #expect(tensor.kind == (isHalf ? kind : 0), "\(name)")
    }
    let values = try file.values(of: "token_embd.weight")
    let original = try #require(model.values(of: "transformer.wte.weight"))
    let worst = zip(values, original).map { abs(Double($0 - $1)) / max(abs(Double($1)), 1e-3) }
      .max()
    #expect(try #require(worst) <= error)
  }

  /// Ties go to the even neighbor; infinities and NaN stay what they are.
  @Test(
    arguments: [
      (1, 0x3F80), (-2.5, 0xC020), (Float(bitPattern: 0x3F80_8000), 0x3F80),
      (Float(bitPattern: 0x3F81_8000), 0x3F82), (Float(bitPattern: 0x3F80_8001), 0x3F81),
      (.infinity, 0x7F80), (.greatestFiniteMagnitude, 0x7F80), (0, 0),
    ] as [(Float, UInt16)]) func bfloatsAreRoundedToTheNearest(value: Float, bits: UInt16)
  {
    #expect(GGUFPrecision.bfloat(value) == bits)
  }

  @Test func aNaNStaysOne() {
    let bits = GGUFPrecision.bfloat(Float(bitPattern: 0x7F80_0001))
    #expect(Float(bitPattern: UInt32(bits) << 16).isNaN)
  }
}
