// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import LanguageModel
import Testing
import Tokenizer
import Workflows

/// Rows 72 and 75: texts in the way of transformers' pipeline and `generate`.
@Suite struct GeneratingTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try GPT2Model(
      configuration: GPT2Configuration(positions: 32, width: 16, layers: 1, heads: 2), seed: 3
    ).save(to: folder.url.path)
  }

  private func run(
    _ prompts: [String] = ["The elf queen"], _ change: (inout GenerateRequest) -> Void = { _ in }
  ) throws -> [[String]] {
    var request = GenerateRequest(model: folder.url.path, prompts: TextSource(prompts))
    change(&request)
    return try Generating.run(request)
  }

  private func tokens(_ text: String) throws -> Int {
    try LoadedModel(directory: folder.url.path).tokenizer.encode(text).count
  }

  @Test("Row 75: greedy and repeatable; max_length counts the prompt and is 20") func greedy()
    throws
  {
    let first = try run()
    #expect(first.count == 1 && first[0].count == 1 && first[0][0].hasPrefix("The elf queen"))
    #expect(try run() == first)
    let shorter = try run { $0.parameters[.maximumLength] = 6 }
    #expect(first[0][0].hasPrefix(shorter[0][0]) && shorter != first)
    let new = try run { $0.parameters[.maximumNewTokens] = 3 }
    #expect(new == shorter)
    #expect(try run { $0.returnsFullText = false }[0][0] == String(first[0][0].dropFirst(13)))
  }

  @Test("Row 72: several prompts and several texts") func several() throws {
    let texts = try run(["One", "Two"]) {
      $0.parameters[.doSample] = true
      $0.parameters[.sequences] = 3
      $0.seed = 5
    }
    #expect(texts.map(\.count) == [3, 3] && texts[1].allSatisfy { $0.hasPrefix("Two") })
    #expect(Set(texts[0]).count > 1)
    let again = try run(["One", "Two"]) {
      $0.parameters[.doSample] = true
      $0.parameters[.sequences] = 3
      $0.seed = 5
    }
    #expect(again == texts)
  }

  @Test("Row 75: beams of which the best texts are kept") func beams() throws {
    let two = try run(["The elf queen", "Two"]) {
      $0.parameters[.beams] = 3
      $0.parameters[.sequences] = 2
    }
    #expect(two.map(\.count) == [2, 2] && Set(two[0]).count == 2)
    #expect(two.joined().allSatisfy { $0.hasPrefix("The elf queen") || $0.hasPrefix("Two") })
    // Whatever comes with it, a prompt has the same texts.
    #expect(try run(["Two"]) { $0.parameters[.beams] = 3 } == [[two[1][0]]])
    let letter = try #require(two[1][0].dropFirst(4).first { $0.isASCII })
    let cut = try run(["Two"]) {
      $0.parameters[.beams] = 3
      $0.returnsFullText = false
      $0.stops = [String(letter)]
    }
    #expect(!cut[0][0].contains(letter))
  }

  @Test("Row 75: beams whose continuations are drawn") func drawnBeams() throws {
    func draw(_ seed: UInt64) throws -> [String] {
      try run(["The elf queen"]) {
        $0.parameters[.beams] = 3
        $0.parameters[.sequences] = 3
        $0.parameters[.doSample] = true
        $0.seed = seed
      }[0]
    }
    let texts = try draw(1)
    #expect(texts.count == 3)
    #expect(try draw(1) == texts)
    #expect(Set(try (2...6).map { try draw($0) }).count > 1)
  }

  @Test("Row 75: what the model's files say, and before it what is asked for") func files() throws {
    try folder.write(#"{"max_length": 5, "num_beams": 1}"#, to: "generation_config.json")
    let five = try run()
    #expect(five == (try run { $0.parameters[.maximumNewTokens] = 2 }))
    #expect(try run { $0.parameters[.maximumLength] = 9 } != five)
    try folder.write(#"{"top_p": 3}"#, to: "generation_config.json")
    let error = #expect(throws: AssayError.self) { try run() }
    #expect(error?.location?.file.hasSuffix("generation_config.json") == true)
  }

  @Test("Row 75: a text ends in any eos_token_id of the files") func ends() throws {
    let path = folder.url.path
    let loaded = try LoadedModel(directory: path)
    var request = GenerationRequest(prompts: [loaded.tokenizer.encodePrompt("The elf queen")])
    request.sampling.temperature = 0
    request.maximumTokens = 8
    let ids = try GenerationEngine.generate([request], with: loaded)[0].best[0].tokens
      .map(\.score.token)
    let end = try #require(ids.dropFirst(3).first)
    let cut = loaded.tokenizer.decode(ids.prefix { $0 != end })
    for value in ["\(end)", "[50256, \(end)]"] {
      try folder.write(#"{"eos_token_id": \#(value)}"#, to: "generation_config.json")
      let texts = try run {
        $0.parameters[.maximumNewTokens] = 8
        $0.returnsFullText = false
      }
      #expect(texts == [[cut]])
    }
    try folder.write(#"{"eos_token_id": "x"}"#, to: "generation_config.json")
    #expect(throws: AssayError.self) { try run() }
  }

  @Test("Row 75: draws that the files ask for can be declined") func declinedDraws() throws {
    let greedy = try run()
    try folder.write(
      #"{"do_sample": true, "temperature": 9.5, "top_k": 0, "typical_p": 0.5, "num_beam_groups": 1}"#,
      to: "generation_config.json")
    #expect(try run { $0.seed = 1 } != greedy)
    var told: [String] = []
    var request = GenerateRequest(
      model: folder.url.path, prompts: TextSource(["The elf queen"]))
    request.parameters[.doSample] = false
    let found = try Generating.run(request) { event in
      if case .warning(let text) = event { told.append(text) }
    }
    #expect(found == greedy)
    #expect(told == ["the model's files set typical_p, which assay generate does not know"])
  }

  @Test("Row 76: task_specific_params are honored for their task") func taskParameters() throws {
    let path = folder.url.path
    let model = try GPT2Model(directory: path)
    var configuration = model.configuration
    configuration.others["task_specific_params"] = [
      "text-generation": ["do_sample": false, "max_length": 4]
    ]
    try folder.write(configuration.json.text(), to: "config.json")
    let own = try run { $0.task = "text-generation" }
    #expect(try own == run { $0.parameters[.maximumNewTokens] = 1 })
    #expect(try own != run())
    let error = #expect(throws: AssayError.self) { try run { $0.task = "summarization" } }
    #expect(error?.remedy?.contains("text-generation") == true)
  }

  @Test(
    "Row 75: what generate refuses",
    arguments: [
      (GenerationParameter.sequences, 2, "--do-sample"), (.maximumLength, 3, "--max-length"),
    ])
  func refused(parameter: GenerationParameter, value: Int, words: String) throws {
    let error = #expect(throws: AssayError.self) {
      try run { $0.parameters[parameter] = .integer(value) }
    }
    #expect(error?.description.contains(words) == true)
  }

  @Test("Row 75: no run of tokens comes twice") func repetition() throws {
    let texts = try run { $0.parameters[.noRepeatSize] = 1 }
    let tokens = try LoadedModel(directory: folder.url.path).tokenizer.encode(texts[0][0])
    #expect(Set(tokens).count == tokens.count)
  }

  @Test func parametersHaveRanges() {
    for (parameter, value) in [
      (GenerationParameter.topP, 0.0), (.temperature, 0), (.repetitionPenalty, -1), (.minimumP, 2),
    ] {
      var parameters = GenerationParameters()
      parameters[parameter] = .number(value)
      #expect(parameters.fault?.hasPrefix(parameter.option) == true)
    }
    #expect(GenerationParameter.noRepeatSize.option == "--no-repeat-ngram-size")
  }
}
