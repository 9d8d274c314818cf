// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

/// Counts by the tokenizer of the model that is named.
@Suite struct ModelTokensTests {
  /// GPT-2 has several tokens for each of these words, o200k_base few.
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let rows = (0..<20).map { row in
      #"{"messages": [{"role": "user", "content": "こんにちは世界 \#(row)"},"#
        + #" {"role": "assistant", "content": "こんにちは"}]}"# + "\n"
    }
    try folder.write(rows.joined(), to: "chat.jsonl")
    return folder
  }

  private func tokens(_ more: String...) throws -> JSONValue? {
    let folder = try folder()
    let outcome = try BuiltBinary.run(
      ["lint", "chat.jsonl", "--format", "json", "--statistics", "--isolated"] + more,
      in: folder.url)
    let json = try JSONParser.parse(Array(outcome.output.utf8), file: "output")
    return json["files"]?.array?.first?["statistics"]?["tokens"]
  }

  @Test func theModelsOwnTokenizerCounts() throws {
    let gpt2 = try #require(try tokens()?["total"]?.integer)
    let own = try tokens("--model", "gpt-4o-mini")
    #expect(try #require(own?["total"]?.integer) < gpt2)
    #expect(own == (try tokens("--tokenizer", "o200k_base")))
    #expect(own == (try tokens("--tokenizer", "gpt-4o", "--model", "gpt-4o-mini")))
    #expect(own?["estimate"] == nil)
  }

  @Test func aCountByAnotherTokenizerIsAnEstimate() throws {
    #expect(try tokens("--model", "gpt-4o-mini", "--tokenizer", "gpt2")?["estimate"] == true)
    #expect(try tokens("--model", "pythia-160m")?["estimate"] == true)
    #expect(try tokens("--model", "gpt2")?["estimate"] == nil)
  }

  @Test func theFindingSaysThatItIsAnEstimate() throws {
    let folder = try folder()
    for (tokenizer, isEstimate) in [("gpt2", true), ("o200k_base", false)] {
      let outcome = try BuiltBinary.run(
        [
          "lint", "chat.jsonl", "--select", "TOK001", "--max-tokens", "5", "--model", "gpt-4o-mini",
          "--tokenizer", tokenizer,
        ], in: folder.url)
      #expect(outcome.output.contains("TOK001"), "\(outcome.errors)")
      #expect(outcome.output.contains("an estimate") == isEstimate, "\(outcome.output)")
    }
  }

  @Test func statsTakesTheModel() throws {
    let folder = try TemporaryFolder()
    try folder.write("prompt,completion\nこんにちは世界, はい\n", to: "t.csv")
    func total(_ more: String...) throws -> Int? {
      let outcome = try BuiltBinary.run(
        ["stats", "t.csv", "--format", "json"] + more, in: folder.url)
      let json = try JSONParser.parse(Array(outcome.output.utf8), file: "output")
      return json["tokens"]?["total"]?.integer
    }
    let own = try total("--model", "gpt-4o")
    #expect(own == (try total("--tokenizer", "o200k_base")))
    #expect(try #require(own) < #require(try total()))
    let unknown = try BuiltBinary.run(["stats", "t.csv", "--model", "mine"], in: folder.url)
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("--tokenizer"))
  }
}
