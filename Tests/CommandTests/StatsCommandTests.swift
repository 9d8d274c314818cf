// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

@Suite struct StatsCommandTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    // Tokens of GPT-2: "a" 1, "a a" 2, "hello world" 2; " yes" 1, " no" 1.
    try folder.write(
      "prompt,completion\na, yes\na a, no\nhello world, yes\nhello world, yes\n"
        + String(repeating: "a, yes\n", count: 3), to: "t.csv")
    return folder
  }

  @Test func figuresAreExact() throws {
    let folder = try folder()
    let outcome = try BuiltBinary.run(
      [
        "stats", "t.csv", "--format", "json", "--max-tokens", "2", "--epochs", "2",
        "--price-per-million", "1000000",
      ], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let json = try JSONParser.parse(Array(outcome.output.utf8), file: "output")
    #expect(json["rows"] == 7 && json["overlong_rows"] == 3)
    #expect(json["tokens"]?["total"] == 17 && json["tokens"]?["median"] == 2)
    #expect(json["tokens"]?["shortest"] == 2 && json["tokens"]?["longest"] == 3)
    #expect(json["prompt_tokens"]?["total"] == 10 && json["completion_tokens"]?["total"] == 7)
    #expect(json["trained_tokens"] == 34 && json["cost"]?.double == 34)
    #expect(json["classes"] == [" no": 1, " yes": 6])
    let bars = json["tokens"]?["histogram"]?.array ?? []
    #expect(bars.reduce(0) { $0 + ($1["rows"]?.integer ?? 0) } == 7)
  }

  @Test(arguments: ["text", "csv", "markdown", "html", "xlsx"])
  func everyFormatIsWritten(_ format: String) throws {
    let folder = try folder()
    let outcome = try BuiltBinary.run(
      ["stats", "t.csv", "--format", format, "-o", "out"], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try Data(contentsOf: folder.url.appending(path: "out")).count > 200)
  }

  @Test(arguments: [["stats", "none.csv"], ["stats", "t.csv", "--completion-column", "x"]])
  func wrongInputIsRefused(_ arguments: [String]) throws {
    let folder = try folder()
    let outcome = try BuiltBinary.run(arguments, in: folder.url)
    #expect(outcome.status == 2 && outcome.output.isEmpty && !outcome.errors.isEmpty)
  }

  /// The limit and the price are the model's, where it has them and nobody gives others.
  @Test func theModelHasItsLimitAndPrice() throws {
    let folder = try folder()
    let outcome = try BuiltBinary.run(
      ["stats", "t.csv", "--format", "json", "--model", "gpt-4o-mini", "--epochs", "2"],
      in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let json = try JSONParser.parse(Array(outcome.output.utf8), file: "output")
    let trained = json["trained_tokens"]?.double ?? 0
    #expect(json["limit"] == 65536 && json["cost"]?.double == trained * 3 / 1e6)
    #expect(json["price_source"]?.string?.hasPrefix("OpenAI's prices") == true)
    let given = try BuiltBinary.run(
      [
        "stats", "t.csv", "--format", "json", "--model", "gpt-4o-mini", "--price-per-million", "1",
        "--max-tokens", "2",
      ], in: folder.url)
    let other = try JSONParser.parse(Array(given.output.utf8), file: "output")
    #expect(other["price_source"] == .null && other["limit"] == 2)
  }
}
