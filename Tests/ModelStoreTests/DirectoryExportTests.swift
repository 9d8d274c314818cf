// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import LanguageModel
import Platform
import Testing
import Tokenizer
import Training

@testable import ModelStore

@Suite struct DirectoryExportTests {
  @Test func writesADirectoryOfItsOwn() throws {
    let folder = try TemporaryFolder()
    let source = folder.url.appending(path: "source").path
    let model = try GPT2Model(
      configuration: GPT2Configuration(positions: 8, width: 4, layers: 1, heads: 2), seed: 2)
    try model.save(to: source)
    let record = ModelRecord(json: [
      "base": "nano", "separator": "\n\n###\n\n", "stop": " END",
      "settings": ["epochs": 4, "seed": 7], "figures": ["training_loss": 0.25],
      "data": ["training": ["path": "a|b.jsonl", "fingerprint": "cafe"]],
    ])
    try record.write(to: source)
    let place = folder.url.appending(path: "published").path
    let texts = #"{"eos_token_id": [50256, 198], "temperature": 0.5}"#
    try folder.write(texts, to: "source/generation_config.json")
    try DirectoryExport(StoredModel(name: "owner/mine", folder: source)).write(to: place + "/")
    #expect(try folder.text(of: "published/generation_config.json") == texts)
    #expect(
      try Files.names(in: place) == [
        "README.md", "assay.json", "config.json", "generation_config.json", "merges.txt",
        "model.safetensors", "special_tokens_map.json", "tokenizer.json", "tokenizer_config.json",
        "vocab.json",
      ])
    let copy = try LoadedModel(directory: place)
    #expect(copy.endTokens == [50256, 198])
    for tensor in model.layout.tensors {
      #expect(copy.model.values(of: tensor.name) == model.values(of: tensor.name))
    }
    #expect(copy.tokenizer.encode("The elf queen") == [464, 23878, 16599])
    let card = try String(contentsOfFile: "\(place)/README.md", encoding: .utf8)
    for text in [
      "\n# mine\n", "A GPT-2 of \(Plural.grouped(model.layout.parameterCount)) parameters",
      "comes from `nano`", #"Prompts end in `"\n\n###\n\n"`"#, "| epochs | 4 |",
      "| training_loss | 0.25 |", "## Training data", #"a\|b.jsonl"#, "| fingerprint | cafe |",
    ] { #expect(card.contains(text), "\(text)") }
  }

  @Test func aFolderThatHoldsSomethingIsLeftAlone() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "notes.txt")
    let source = folder.url.appending(path: "source").path
    try GPT2Model(
      configuration: GPT2Configuration(positions: 8, width: 4, layers: 1, heads: 2), seed: 2
    ).save(to: source)
    let export = DirectoryExport(try StoredModel(name: "m", folder: source))
    #expect(throws: AssayError.self) { try export.write(to: folder.url.path) }
    #expect(try folder.text(of: "notes.txt") == "mine")
  }
}
