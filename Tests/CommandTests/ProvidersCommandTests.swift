// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

@Suite struct ProvidersCommandTests {
  @Test func aModelIsShownWithItsSources() throws {
    let folder = try TemporaryFolder()
    let outcome = try BuiltBinary.run(
      ["models", "providers", "--model", "gpt-4o-mini"], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    for text in ["gpt-4o-mini", "o200k_base", "65,536", "3.00", "closing", "2027-01-14", "Azure"] {
      #expect(outcome.output.contains(text), "\(text)")
    }
    #expect(!outcome.output.contains("gemini"))
  }

  @Test func aWrongNameIsTold() throws {
    let folder = try TemporaryFolder()
    let outcome = try BuiltBinary.run(
      ["models", "providers", "--model", "gpt-4o-mni"], in: folder.url)
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("Did you mean `gpt-4o-mini`?"))
  }

  /// Limits of tokens, what the whole costs, and tools: as the model has them.
  @Test func lintFollowsTheModel() throws {
    let folder = try TemporaryFolder()
    let description = String(repeating: "word ", count: 70_000)
    try folder.write(
      """
      {"messages": [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "ok"}], \
      "tools": [{"type": "function", "function": {"name": "f", "description": "\(description)", \
      "parameters": {"type": "object", "properties": {}}}}]}

      """, to: "chat.jsonl")
    func lint(_ model: String) throws -> JSONValue {
      let outcome = try BuiltBinary.run(
        ["lint", "chat.jsonl", "--model", model, "--statistics", "--format", "json"],
        in: folder.url)
      #expect(outcome.status < 2, "\(outcome.errors)")
      return try JSONParser.parse(Array(outcome.output.utf8), file: "output")
    }
    let later = try lint("gpt-4o-mini").text()
    #expect(later.contains("TOK001") && later.contains("65,536 tokens"))
    #expect(later.contains("price_per_million"))
    let other = try lint("gemini-2.5-flash").text()
    #expect(!other.contains("TOK001") && other.contains("estimate"))
  }
}
