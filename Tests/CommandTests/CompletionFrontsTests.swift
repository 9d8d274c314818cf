// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import LanguageModel
import Testing

/// The command line and the service say the same of one completion: both write what one engine
/// generates with one writer.
@Suite struct CompletionFrontsTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let configuration = GPT2Configuration(positions: 64, width: 32, layers: 2, heads: 2)
    try GPT2Model(configuration: configuration, seed: 3).save(to: folder.url.path + "/m")
  }

  /// What `assay complete` prints.
  private func complete(_ arguments: [String]) throws -> JSONValue {
    let outcome = try BuiltBinary.run(
      ["complete", "-m", "m", "--format", "json"] + arguments, in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try JSONParser.parse(Array(outcome.output.utf8), file: "output")
  }

  /// What `assay serve` answers to each body.
  private func serve(_ bodies: [JSONValue]) async throws -> [JSONValue] {
    let process = Process()
    process.executableURL = BuiltBinary.url
    process.arguments = [
      "serve", "--port", "0", "--data-dir", folder.url.path + "/data", "--base-model",
      "m=\(folder.url.path)/m",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer {
      process.terminate()
      process.waitUntilExit()
    }
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let address = try #require(line.firstMatch(of: /127\.0\.0\.1:\d+/)).output
    var answers: [JSONValue] = []
    for body in bodies {
      answers.append(try post(body, to: "http://\(address)/v1/completions"))
    }
    return answers
  }

  private func post(_ body: JSONValue, to address: String) throws -> JSONValue {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "curl", "-s", address, "-H", "content-type: application/json", "-d", body.text(),
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONParser.parse([UInt8](bytes), file: "answer")
  }

  private func common(_ answer: JSONValue) -> JSONObject {
    var object = answer.object ?? JSONObject()
    // Only who can be asked again has these.
    object["id"] = nil
    object["created"] = nil
    return object
  }

  @Test func commandLineAndServiceAgree() async throws {
    let prompt = "naïve 😀 ->"
    let sets: [(options: [String], fields: JSONObject)] = [
      (
        ["--temperature", "0", "--logprobs", "3", "--echo", "--max-tokens", "6"],
        ["temperature": 0, "logprobs": 3, "echo": true, "max_tokens": 6]
      ),
      (
        ["--temperature", "0", "--logprobs", "5", "--max-tokens", "9"],
        ["temperature": 0, "logprobs": 5, "max_tokens": 9]
      ),
      (
        ["--seed", "9", "-n", "2", "--best-of", "4", "--logprobs", "0", "--top-p", "0.9"],
        ["seed": 9, "n": 2, "best_of": 4, "logprobs": 0, "top_p": 0.9]
      ),
      (
        ["--max-tokens", "0", "--logprobs", "1", "--echo"],
        ["max_tokens": 0, "logprobs": 1, "echo": true]
      ),
      (
        [
          "--temperature", "0", "--logprobs", "2", "--echo", "--logit-bias", "50256=100",
        ],
        ["temperature": 0, "logprobs": 2, "echo": true, "logit_bias": ["50256": 100]]
      ),
    ]
    let served = try await serve(
      sets.map { set in
        var body = set.fields
        body["model"] = "m"
        body["prompt"] = .string(prompt)
        return .object(body)
      })
    for (set, answer) in zip(sets, served) {
      let printed = common(try complete(["-p", prompt] + set.options))
      #expect(printed == common(answer), "\(set.options)")
    }
    let first = try #require(served[0]["choices"]?.array?.first?["logprobs"])
    // "na", "ïve", " ", the parts of the emoji: characters are counted, not bytes, and no U+FFFD.
    #expect(first["tokens"]?.array?.contains { $0.string?.hasPrefix("bytes:\\x") == true } == true)
    #expect(first["text_offset"]?.array?.prefix(3) == [0, 2, 5])
    let last = try #require(served[4]["choices"]?.array?.first?["logprobs"]?["tokens"]?.array)
    #expect(last.last == "<|endoftext|>")
  }

  /// Also for a prompt that is empty: it stands for the end-of-text token.
  @Test func anEmptyPromptIsTheEndOfText() async throws {
    let served = try await serve([
      ["model": "m", "prompt": "", "temperature": 0, "max_tokens": 3, "logprobs": 1]
    ])
    let printed = try complete(
      ["-p", "", "--temperature", "0", "--max-tokens", "3", "--logprobs", "1"])
    #expect(common(printed) == common(served[0]))
    #expect(printed["usage"]?["prompt_tokens"] == 1)
  }
}
