// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
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
}
