// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import JSON
import Testing

/// `assay xray` by the built binary.
@Suite struct XrayCommandTests {
  private static let talk =
    #"{"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello."}]}"#
  private static let question = #"{"messages": [{"role": "user", "content": "Hi"}]}"#

  @Test func tokensAreShownByTheirFate() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.talk + "\n", to: "talks.jsonl")
    let outcome = try BuiltBinary.run(
      ["xray", "talks.jsonl", "--tokenizer", "gpt2"], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("User: Hi\n\nAssistant:[[ Hello.<|endoftext|>]]"))
    #expect(outcome.errors.contains("1 row: "))
  }

  @Test func rowsWithoutAnythingToLearnEndWithStatusOne() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.talk + "\n" + Self.question + "\n", to: "talks.jsonl")
    let outcome = try BuiltBinary.run(
      ["xray", "talks.jsonl", "--format", "json", "--rows", "1"], in: folder.url)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("no-answer") && outcome.errors.contains("row 2"))
    let json = try JSONParser.parse(Array(outcome.output.utf8), file: "xray.json")
    #expect(json["n"] == 2 && json["rows"]?.array?.count == 1)
    #expect(json["facts"]?.array?.first?["rows"] == [2])
  }

  @Test func aPageIsWrittenAndNotReplacedUnasked() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.talk + "\n", to: "talks.jsonl")
    let words = ["xray", "talks.jsonl", "--format", "html", "-o", "loss.html"]
    #expect(try BuiltBinary.run(words, in: folder.url).status == 0)
    #expect(try folder.text(of: "loss.html").contains("What is learned"))
    #expect(try BuiltBinary.run(words, in: folder.url).status == 2)
  }

  @Test func rowsOfOtherKindsAreRefused() throws {
    let folder = try TemporaryFolder()
    try folder.write("{\"prompt\": \"a\", \"completion\": \"b\"}\n", to: "pairs.jsonl")
    let outcome = try BuiltBinary.run(["xray", "pairs.jsonl"], in: folder.url)
    #expect(outcome.status == 2 && outcome.errors.contains("messages"))
    #expect(
      try BuiltBinary.run(["xray", "pairs.jsonl", "--max-length", "0"], in: folder.url).status == 2)
  }
}
