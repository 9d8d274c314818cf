// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Foundation
import JSON
import LanguageModel

/// What Hugging Face computes from the tiny model, see Tests/Oracles/make/gpt2_golden.py, or from that
/// model with an adapter, see lora_golden.py.
struct Golden {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures").path
  static var directory: String { fixtures + "/tiny-gpt2" }

  let json: JSONValue
  let tensors: SafetensorsFile
  let sequences: [[Int32]]
  let prompts: [Int]

  init(_ name: String = "tiny-gpt2") throws {
    json = try Self.document("\(name)-golden")
    tensors = try SafetensorsFile(path: Self.fixtures + "/\(name)-golden.safetensors")
    let batch = try Self.document("tiny-gpt2-golden")
    sequences = (batch["sequences"]?.array ?? []).map { $0.array!.map { Int32($0.integer!) } }
    prompts = (batch["prompts"]?.array ?? []).map { $0.integer! }
  }

  private static func document(_ name: String) throws -> JSONValue {
    let path = fixtures + "/\(name).json"
    return try JSONParser.parse([UInt8](try Data(contentsOf: URL(filePath: path))), file: path)
  }

  func numbers(_ key: String) -> [Double] {
    (json[key]?.array ?? []).compactMap(\.double)
  }

  func values(_ name: String) throws -> [Float] {
    guard let tensor = tensors[name] else { throw AssayError("no golden tensor \(name)") }
    var values = [Float](repeating: 0, count: tensor.count)
    try values.withUnsafeMutableBufferPointer { try tensors.read(tensor, into: $0.baseAddress!) }
    return values
  }

  /// The completions as targets, weighted so that the loss is their mean.
  var batch: PackedBatch {
    var batch = PackedBatch()
    let targets = zip(sequences, prompts).map { tokens, prompt in tokens.count - max(prompt, 1) }
    let weight = 1 / Float(targets.reduce(0, +))
    for (tokens, prompt) in zip(sequences, prompts) {
      batch.append(prompt: tokens[..<prompt], completion: tokens[prompt...], weight: weight)
    }
    return batch
  }

  /// All sequences, asking at every position.
  var everyPosition: PackedBatch {
    var batch = PackedBatch()
    for tokens in sequences {
      batch.append(
        tokens, targets: tokens.indices.map { PackedBatch.Target(position: $0, token: 0) })
    }
    return batch
  }

  static func maximalDifference(_ left: some Sequence<Float>, _ right: some Sequence<Float>)
    -> Float
  {
    zip(left, right).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }
}
