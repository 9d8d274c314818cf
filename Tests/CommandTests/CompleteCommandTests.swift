// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import LanguageModel
import Testing

/// `assay complete` with the tiny model of LanguageModelTests.
struct CompleteCommandTests {
  /// The tiny model has 97 tokens; a tokenizer of its own keeps text within them.
  private func model() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "LanguageModelTests/Fixtures/tiny-gpt2")
    for name in ["config.json", "model.safetensors"] {
      try folder.write(try Data(contentsOf: source.appending(path: name)), to: name)
    }
    return folder
  }

  private func complete(_ folder: TemporaryFolder, _ arguments: [String]) throws
    -> BuiltBinary.Outcome
  {
    try BuiltBinary.run(["complete", "-m", folder.url.path] + arguments, in: folder.url)
  }

  @Test func tokenizerBeyondTheModelIsRefused() throws {
    let outcome = try complete(try model(), ["-p", "a"])
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("50257 tokens"))
  }

  @Test func missingModelIsRefused() throws {
    let folder = try TemporaryFolder()
    let outcome = try complete(folder, ["-p", "a"])
    #expect(outcome.status == 2 && outcome.errors.contains("config.json"))
  }

  @Test(arguments: [
    ["--temperature", "-1"], ["--top-p", "0"], ["-n", "0"], ["--logit-bias", "x"],
    ["--stream", "-n", "2"],
  ])
  func wrongOptionsAreRefused(arguments: [String]) throws {
    let outcome = try complete(try model(), ["-p", "a"] + arguments)
    #expect(outcome.status == 2 && outcome.output.isEmpty)
  }

  /// A small model with GPT-2's vocabulary.
  private func writer() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let configuration = GPT2Configuration(positions: 48, width: 16, layers: 1, heads: 2)
    try GPT2Model(configuration: configuration, seed: 3).save(to: folder.url.path)
    return folder
  }

  private func output(_ folder: TemporaryFolder, _ arguments: String...) throws -> String {
    let outcome = try complete(
      folder, ["-p", "Once", "--max-tokens", "5", "--temperature", "0"] + arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }

  @Test func textIsThePromptsContinuation() throws {
    let folder = try writer()
    let text = try output(folder)
    #expect(try output(folder, "--echo") == "Once" + text)
    #expect(try output(folder, "-n", "3") == text + text + text)
    #expect(try output(folder, "--stream") == text)
    #expect(try output(folder, "--stream", "--echo") == "Once" + text)
    #expect(try output(folder, "--logit-bias", "464=100") == "TheTheTheTheThe\n")
    #expect(try output(folder, "--logit-bias", "464=100", "--stop", "eTheT") == "Th\n")
    #expect(try output(folder, "--logit-bias", "50256=100") == "\n")
  }

  @Test func logProbabilitiesFollowEachText() throws {
    let folder = try writer()
    let lines = try output(folder, "--logprobs", "0", "--logit-bias", "464=100").split(
      separator: "\n")
    #expect(lines.count == 6 && lines[0] == "TheTheTheTheThe")
    for line in lines.dropFirst() {
      let parts = line.split(separator: "\t")
      #expect(parts.count == 2 && parts[1] == "\"The\"")
      #expect(parts[0].wholeMatch(of: /-\d+\.\d{4}/) != nil)
    }
    let json = try JSONParser.parse(
      Array(try output(folder, "--logprobs", "2", "--format", "json").utf8), file: "output")
    let object = try #require(json.object)
    #expect(object.members.map(\.key) == ["object", "model", "choices", "usage"])
    #expect(json["usage"] == ["prompt_tokens": 1, "completion_tokens": 5, "total_tokens": 6])
    let tops = json["choices"]?.array?.first?["logprobs"]?["top_logprobs"]?.array ?? []
    #expect(tops.count == 5 && tops.allSatisfy { $0.object?.members.count == 2 })
  }
}
