// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import LanguageModel
import Testing

/// Reading and writing Hugging Face directories.
struct CheckpointTests {
  /// A directory with the golden model's configuration and the given weight files.
  private func directory(
    _ files: [String: Data], configuration: [String: JSONValue] = [:]
  ) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let path = Golden.directory + "/config.json"
    let json = try JSONParser.parse([UInt8](Data(contentsOf: URL(filePath: path))), file: path)
    var object = try #require(json.object)
    for (key, value) in configuration { object[key] = value }
    try folder.write(JSONValue.object(object).text(), to: "config.json")
    for (name, data) in files { try folder.write(data, to: name) }
    return folder
  }

  private func weights() throws -> Data {
    try Data(contentsOf: URL(filePath: Golden.directory + "/model.safetensors"))
  }

  /// A safetensors file of other kinds of numbers or under other names.
  private func rewritten(
    kind: String = "F32", rename: (String) -> String? = { $0 }, extra: [String: [Float]] = [:],
    change: (String, inout [Float]) -> Void = { _, _ in }
  ) throws -> Data {
    let file = try SafetensorsFile(path: Golden.directory + "/model.safetensors")
    var object: JSONObject = ["__metadata__": ["format": "pt"]]
    var data = Data()
    func add(_ name: String, _ shape: [Int], _ values: [Float]) {
      let start = data.count
      for value in values {
        switch kind {
        case "F16": withUnsafeBytes(of: Float16(value)) { data.append(contentsOf: $0) }
        case "BF16":
          withUnsafeBytes(of: UInt16(value.bitPattern >> 16)) { data.append(contentsOf: $0) }
        default: withUnsafeBytes(of: value) { data.append(contentsOf: $0) }
        }
      }
      object.append(
        name,
        [
          "dtype": .string(kind), "shape": .array(shape.map { .integer($0) }),
          "data_offsets": [.integer(start), .integer(data.count)],
        ])
    }
    for tensor in file.tensors {
      guard let name = rename(tensor.name) else { continue }
      var values = [Float](repeating: 0, count: tensor.count)
      try values.withUnsafeMutableBufferPointer { try file.read(tensor, into: $0.baseAddress!) }
      change(tensor.name, &values)
      add(name, tensor.shape, values)
    }
    for (name, values) in extra { add(name, [1, 1, values.count], values) }
    return Self.file(header: JSONValue.object(object).text(), data)
  }

  private static func file(header: String, _ data: Data = Data()) -> Data {
    withUnsafeBytes(of: UInt64(header.utf8.count)) { Data($0) } + Data(header.utf8) + data
  }

  private func logits(_ folder: TemporaryFolder) throws -> [Float] {
    try GPT2Model(directory: folder.url.path).logits(try Golden().everyPosition)
  }

  @Test("Row 88: saved model loads to the same bits") func savedModelLoadsToTheSameBits() throws {
    let model = try GPT2Model(directory: Golden.directory)
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "a/b").path
    try model.save(to: path)
    let again = try GPT2Model(directory: path)
    #expect(again.configuration == model.configuration)
    #expect(again.parameters.array == model.parameters.array)
    let config = try JSONParser.parse(
      [UInt8](Data(contentsOf: URL(filePath: path + "/config.json"))), file: path)
    #expect(config["n_ctx"]?.integer == 48 && config["model_type"]?.string == "gpt2")
    #expect(config["layer_norm_epsilon"]?.double == 1e-5)
  }

  @Test func untiedHeadSurvives() throws {
    var configuration = TinyModel.configuration
    configuration.tiesHead = false
    let model = try TinyModel.make(configuration)
    let folder = try TemporaryFolder()
    try model.save(to: folder.url.path)
    let again = try GPT2Model(directory: folder.url.path)
    #expect(!again.configuration.tiesHead)
    #expect(again.parameters.array == model.parameters.array)
  }

  @Test func namesWithoutPrefixAndMaskBuffersLoad() throws {
    let expected = try logits(try directory(["model.safetensors": weights()]))
    let published = try rewritten(
      rename: { String($0.dropFirst("transformer.".count)) },
      extra: ["h.0.attn.bias": [1, 0], "h.1.attn.masked_bias": [-1e4]])
    #expect(try logits(try directory(["model.safetensors": published])) == expected)
  }

  private static let brokenValues: [(String, Float)] = [
    ("F32", .nan), ("F32", -.infinity), ("F16", .infinity), ("BF16", .nan), ("BF16", .infinity),
  ]

  /// The last value of a tensor in the middle of the file.
  @Test(arguments: brokenValues)
  func weightsThatAreNoNumbersAreNamed(kind: String, value: Float) throws {
    let name = "transformer.h.1.mlp.c_fc.weight"
    let broken = try rewritten(
      kind: kind,
      change: { tensor, values in
        if tensor == name { values[values.count - 1] = value }
      })
    let folder = try directory(["model.safetensors": broken])
    let error = #expect(throws: AssayError.self) { try GPT2Model(directory: folder.url.path) }
    #expect(error?.message == "tensor \(name) holds the value \(value), which is not a weight")
    #expect(error?.location?.file.hasSuffix("/model.safetensors") == true)
  }

  /// Each weight is a number, their products are none.
  @Test func weightsThatAreTooLargeGiveAnErrorAndNoFigures() throws {
    let large = try rewritten(change: { tensor, values in
      if tensor.hasSuffix("c_fc.weight") || tensor.hasSuffix("mlp.c_proj.weight") {
        for index in values.indices { values[index] *= 1e30 }
      }
    })
    let folder = try directory(["model.safetensors": large])
    let model = try GPT2Model(directory: folder.url.path)
    let golden = try Golden()
    for work in [
      { _ = try model.evaluate(golden.batch) }, { _ = try model.logits(golden.everyPosition) },
      { _ = try model.hiddenStates(golden.everyPosition) },
    ] {
      let error = #expect(throws: AssayError.self) { try work() }
      #expect(error?.message.contains("output is not a number") == true)
    }
  }

  @Test(arguments: ["config.json", "model.safetensors"])
  func pointersOfGitLFSAreNamed(file: String) throws {
    let folder = try directory(["model.safetensors": weights()])
    try folder.write(
      "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n", to: file)
    let error = #expect(throws: AssayError.self) { try GPT2Model(directory: folder.url.path) }
    #expect(error?.message.contains("is a Git LFS pointer") == true)
    #expect(error?.location?.file == "\(folder.url.path)/\(file)")
  }

  @Test(arguments: [("F16", Float(5e-2)), ("BF16", Float(0.3))])
  func halfPrecisionLoads(kind: String, tolerance: Float) throws {
    let expected = try logits(try directory(["model.safetensors": weights()]))
    let found = try logits(try directory(["model.safetensors": rewritten(kind: kind)]))
    let difference = Golden.maximalDifference(found, expected)
    #expect(difference > 0 && difference < tolerance)
  }

  @Test func shardsLoad() throws {
    let first = try rewritten(rename: { $0.contains(".h.0.") ? $0 : nil })
    let second = try rewritten(rename: { $0.contains(".h.0.") ? nil : $0 })
    let index = #"{"weight_map": {"a": "one.safetensors", "b": "two.safetensors"}}"#
    let folder = try directory([
      "one.safetensors": first, "two.safetensors": second,
      "model.safetensors.index.json": Data(index.utf8),
    ])
    let expected = try logits(try directory(["model.safetensors": weights()]))
    #expect(try logits(folder) == expected)
  }

  @Test func headAloneServesAsTokenTable() throws {
    let renamed = try rewritten(rename: { $0.contains("wte") ? "lm_head.weight" : $0 })
    let expected = try logits(try directory(["model.safetensors": weights()]))
    #expect(try logits(try directory(["model.safetensors": renamed])) == expected)
  }

  @Test(arguments: [
    ("truncated", 60_000), ("truncated", 100), ("truncated", 5), ("truncated", 0),
  ])
  func truncatedFilesAreRefused(word: String, length: Int) throws {
    let folder = try directory(["model.safetensors": weights().prefix(length)])
    let error = #expect(throws: AssayError.self) { try GPT2Model(directory: folder.url.path) }
    #expect(error?.message.contains(word) == true)
  }

  @Test(arguments: [
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#,
      "overlaps"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}"#,
      "gap"
    ),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, "belong to none"),
    (#"{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,12]}}"#, "does not fill"),
    (
      #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,12]}}"#,
      "does not fill"
    ),
    (#"{"a":{"dtype":"F32","shape":[-3],"data_offsets":[0,12]}}"#, "not a list of sizes"),
    (#"{"a":{"dtype":"F32","shape":[3],"data_offsets":[12,0]}}"#, "not a range"),
    (#"{"a":{"dtype":"X9","shape":[3],"data_offsets":[0,12]}}"#, "unknown dtype"),
    (
      #"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"a":{"dtype":"F32","shape":[0],"data_offsets":[12,12]}}"#,
      "occurs twice"
    ),
    (#"[1]"#, "not a JSON object"),
    (#"{"a":"#, "end"),
  ])
  func hostileHeadersAreRefused(header: String, reason: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.file(header: header, Data(count: 12)), to: "x.safetensors")
    let error = #expect(throws: AssayError.self) { try SafetensorsFile(path: path) }
    #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
  }

  @Test func oversizedHeaderIsRefused() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      Data(repeating: 0xFF, count: 8) + Data(count: 64), to: "x.safetensors")
    #expect(throws: AssayError.self) { try SafetensorsFile(path: path) }
  }

  @Test func pickledWeightsAreNeverOpened() throws {
    let folder = try directory(["pytorch_model.bin": Data("not read".utf8)])
    let error = #expect(throws: AssayError.self) { try GPT2Model(directory: folder.url.path) }
    #expect(error?.remedy?.contains("save_pretrained") == true)
  }

  @Test(
    arguments: [
      (["n_layer": 1], "no place"), (["n_layer": 3], "no tensor"), (["n_embd": 64], "shape"),
      (["n_head": 5], "multiple"), (["model_type": "llama"], "llama"),
      (["activation_function": "relu"], "relu"), (["n_embd": -1], "n_embd"),
      (["n_embd": 1_099_511_627_776], "n_embd"),
      (["scale_attn_by_inverse_layer_idx": true], "inverse"),
    ] as [([String: JSONValue], String)])
  func configurationsThatDoNotFitAreRefused(change: [String: JSONValue], reason: String) throws {
    let folder = try directory(["model.safetensors": weights()], configuration: change)
    let error = #expect(throws: AssayError.self) { try GPT2Model(directory: folder.url.path) }
    #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
  }

  @Test func shardOutsideTheDirectoryIsRefused() throws {
    let index = #"{"weight_map": {"a": "../one.safetensors"}}"#
    let folder = try directory(["model.safetensors.index.json": Data(index.utf8)])
    let error = #expect(throws: AssayError.self) { try GPT2Model(directory: folder.url.path) }
    #expect(error?.message.contains("../one") == true)
  }
}
