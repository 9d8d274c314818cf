// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

@Suite struct TokenizeCommandTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func run(_ arguments: String..., input: String = "") throws -> BuiltBinary.Outcome {
    try BuiltBinary.run(["tokenize"] + arguments, in: folder.url, input: input)
  }

  @Test func printsTheIDsOfAText() throws {
    #expect(try run("--text", "The elf queen").output == "[464,23878,16599]\n")
    #expect(try run("--text", "The elf queen", "--count").output == "3\n")
    #expect(try run("--text", "").output == "[]\n")
  }

  @Test(arguments: [
    ("gpt2", "[31373,995]"), ("p50k_base", "[31373,995]"), ("cl100k_base", "[15339,1917]"),
    ("o200k_base", "[24912,2375]"), ("gpt-4o-mini", "[24912,2375]"),
    ("ft:gpt-4:me", "[15339,1917]"),
  ])
  func carriesTheTokenizersOfModels(name: String, ids: String) throws {
    let outcome = try run("--tokenizer", name, "--text", "hello world")
    #expect(outcome.output == ids + "\n")
    let path = try folder.write("\(ids)\n", to: "ids.jsonl")
    #expect(
      try run("--tokenizer", name, "--decode", "--json", path).output == "\"hello world\"\n")
  }

  /// A tokenizer whose words depend on what is before them gets a file as a whole.
  @Test func countsADocumentByAnyTokenizer() throws {
    let tokenizer = Checkout.root.appending(
      path: "Tests/TokenizerTests/Fixtures/tokenizers/unigram-7.json"
    ).path
    let text = String(repeating: "the card arrived\n", count: 30_000)
    let path = try folder.write(text, to: "long.txt")
    let whole = try run("--tokenizer", tokenizer, "--count", path)
    let ids = try run("--tokenizer", tokenizer, "--document", path)
    #expect(whole.output == "\(ids.output.split(separator: " ").count)\n")
  }

  /// None of several texts is left out.
  @Test func printsTheIDsOfSeveralTexts() throws {
    #expect(try run("--text", "a", "--text", "b c").output == "[64]\n[65,269]\n")
    #expect(
      try run("--text", "a", "--text", "b c", "--format", "json").output
        == #"{"input_ids":[[64],[65,269]],"attention_mask":[[1],[1,1]]}"# + "\n")
  }

  @Test func readsLinesOfText() throws {
    try folder.write("The elf queen\n\nThe elf", to: "a.txt")
    #expect(try run("a.txt").output == "464 23878 16599\n\n464 23878\n")
    #expect(try run("--document", "a.txt").output == "464 23878 16599 198 198 464 23878\n")
    #expect(try run("--count", "a.txt").output == "7\n")
  }

  @Test func readsJSONStringsAndGoesBack() throws {
    let strings = "\"The elf queen\"\n\"\"\n\"caf\\u00e9 \\\"x\\\"\"\n"
    let ids = try run("--json", "-", input: strings)
    #expect(ids.output.hasPrefix("[464,23878,16599]\n[]\n["))
    let back = try run("--decode", "--json", "-", input: ids.output)
    #expect(back.output == "\"The elf queen\"\n\"\"\n\"café \\\"x\\\"\"\n")
    let hidden = try BuiltBinary.run(
      ["detokenize", "--json", "-"], in: folder.url, input: ids.output)
    #expect(hidden.output == back.output)
    #expect(try run("--decode", "-", input: "464 23878\n").output == "The elf\n")
    #expect(try run("--json", "--count", "-", input: strings).output.hasPrefix("3\n0\n"))
  }

  @Test func longInputIsStreamedWhole() throws {
    let line = String(repeating: "The elf queen's 3 cafés. ", count: 20_000)
    try folder.write("\(line)\n\(line)\n", to: "a.txt")
    let first = try run("--text", "The elf queen's 3 cafés.", "--count").output
    let count = try #require(Int(first.dropLast()))
    // Every line ends with a lone space, which is a token; so is every line end.
    #expect(try run("--count", "a.txt").output == "\(2 * (count * 20_000 + 2))\n")
  }

  @Test(arguments: [
    (["--json", "-"], "abc\n", "-:1:1"), (["--json", "-"], "\"a\"\n\"b\n", "-:2:3"),
    (["--decode", "--json", "-"], "[50257]\n", "there is no token 50257"),
    (["missing.txt"], "", "missing.txt"),
    (["--tokenizer", "nowhere", "--text", "a"], "", "nowhere"),
    ([], "", "give a file"), (["--text", "a", "-"], "", "give a file"),
    (["--decode", "--count", "-"], "", "--decode"),
  ])
  func refusesWithAReason(arguments: [String], input: String, reason: String) throws {
    let outcome = try BuiltBinary.run(["tokenize"] + arguments, in: folder.url, input: input)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(reason))
  }

  @Test func refusesBytesThatAreNotUTF8() throws {
    try folder.write(Data([0x41, 0x0A, 0x42, 0xFF]), to: "a.txt")
    let outcome = try run("a.txt")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("a.txt:2:2"))
  }
}
