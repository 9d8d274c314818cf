// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import RuleEngine

@Suite struct ModelLimitsTests {
  private static let text = """
    one:
      source: a page
      default: 2048
      bytes: 1000
      tokenizer-source: a page
      tokenizers:
        gpt2: [first]
        cl100k_base: [later]
      models:
        first: 2049
        later: 4096
    two:
      source: another page
      models: {third: 512}
    """

  private func limits(_ text: String = text) throws -> ModelLimits {
    try ModelLimits(text: text, path: "models.yaml")
  }

  @Test func modelsHaveTheirOwn() throws {
    let limits = try limits()
    #expect(try limits.tokens(of: "first") == 2049 && limits.tokens(of: "third") == 512)
    #expect(limits.tokens(ofProvider: "one") == 2048 && limits.tokens(ofProvider: "two") == nil)
    #expect(limits.bytes(of: "first") == 1000 && limits.bytes(of: "third") == nil)
    #expect(try limits.bytes(ofProvider: "one") == 1000)
    #expect(limits.hasGPT2Tokens("first") && !limits.hasGPT2Tokens("later"))
    #expect(limits.hasGPT2Tokens("nobody's") && limits.tokenizer(of: "nobody's") == nil)
    #expect(limits.tokenizer(of: "later") == "cl100k_base")
  }

  /// A fine-tuned model has the limit of its base.
  @Test(arguments: [("ft:later:mine", 4096), ("ft:first", 2049), ("first", 2049)])
  func fineTunedModelsHaveThatOfTheirBase(_ model: String, _ tokens: Int) throws {
    #expect(try limits().tokens(of: model) == tokens)
    #expect(try limits().bytes(of: model) == 1000)
    #expect(try limits().hasGPT2Tokens(model) == (tokens == 2049))
  }

  @Test func whatIsNotKnownIsAnError() throws {
    let near = #expect(throws: AssayError.self) { try limits().tokens(of: "frst") }
    #expect(near?.remedy == "Did you mean `first`?" && near?.message.contains("`frst`") == true)
    let far = #expect(throws: AssayError.self) { try limits().tokens(of: "something-else") }
    #expect(far?.remedy == "Give the limit with --max-tokens")
    #expect(throws: AssayError.self) { try limits().bytes(ofProvider: "two") }
    #expect(throws: AssayError.self) { try limits().tokens(of: "later:first") }
  }

  @Test(arguments: [
    "one: {default: 1}", "one: {source: a, color: 1}", "one: {source: a, models: {b: c}}",
    "one: {source: a, color: 1, models: {b: 1}}", "one: {source: a, default: many}",
  ])
  func brokenFilesAreErrors(_ text: String) {
    #expect(throws: AssayError.self) { try limits(text) }
  }
}
