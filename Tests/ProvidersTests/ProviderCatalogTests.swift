// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Providers

@Suite struct ProviderCatalogTests {
  private static let text = """
    one:
      title: One
      sheets:
        - source: a page
          read: 2026-11-28
          default-tokens: 2048
          bytes: 1000
          example-tokens: {first: 2049, later: 4096}
          training-price: {later: 2.5}
        - source: another page
          read: 2026-10-01
          tokenizers: {gpt2: [first], cl100k_base: [later]}
    two:
      title: Two
      sheets:
        - source: a third page
          read: 2026-11-28
          bytes: 2000
          roles: [user, model]
          epochs: [1, 5]
          example-tokens: {third: 512, later: 100}
    """

  private func catalog(_ text: String = text) throws -> ProviderCatalog {
    try ProviderCatalog(text: text, path: "models.yaml")
  }

  @Test func modelsHaveTheirOwn() throws {
    let catalog = try catalog()
    #expect(try catalog.tokens(of: "first") == 2049 && catalog.tokens(of: "third") == 512)
    #expect(catalog.tokens(ofProvider: "one") == 2048 && catalog.tokens(ofProvider: "two") == nil)
    #expect(catalog.bytes(of: "first") == 1000 && catalog.bytes(of: "third") == 2000)
    #expect(catalog.bytes(of: "fourth") == nil)
    #expect(try catalog.bytes(ofProvider: "one") == 1000)
    #expect(catalog.hasGPT2Tokens("first") && !catalog.hasGPT2Tokens("later"))
    #expect(catalog.hasGPT2Tokens("nobody's") && catalog.tokenizer(of: "nobody's") == nil)
    #expect(catalog.tokenizer(of: "later") == "cl100k_base")
    #expect(catalog.tokenizer(of: "later-2026-01-01") == "cl100k_base")
  }

  @Test func figuresSayWhereTheyAreFrom() throws {
    let known = try #require(try catalog().figure(\.trainingPrice, of: "ft:later:mine"))
    #expect(known.figure.value == 2.5 && known.provider.title == "One")
    #expect(
      known.figure.source == FigureSource(text: "a page", read: "2026-11-28", isClosed: false))
    #expect(try catalog().figure(\.trainingPrice, of: "first") == nil)
  }

  @Test func theFirstProviderCountsOrTheOneThatIsNamed() throws {
    #expect(try catalog().tokens(of: "later") == 4096)
    #expect(try catalog().tokens(of: "two/later") == 100)
    #expect(try catalog().bytes(of: "two/later") == 2000)
    #expect(try catalog().tokenizer(of: "two/later") == "cl100k_base")
    #expect(try catalog().asking(first: "two").tokens(of: "later") == 100)
    #expect(try catalog().asking(first: "nobody").tokens(of: "later") == 4096)
  }

  /// A fine-tuned model has the limit of its base.
  @Test(arguments: [("ft:later:mine", 4096), ("ft:first", 2049), ("first", 2049)])
  func fineTunedModelsHaveThatOfTheirBase(_ model: String, _ tokens: Int) throws {
    #expect(try catalog().tokens(of: model) == tokens)
    #expect(try catalog().bytes(of: model) == 1000)
    #expect(try catalog().hasGPT2Tokens(model) == (tokens == 2049))
  }

  @Test func whatIsNotKnownIsAnError() throws {
    let near = #expect(throws: AssayError.self) { try catalog().tokens(of: "frst") }
    #expect(near?.remedy == "Did you mean `first`?" && near?.message.contains("`frst`") == true)
    let far = #expect(throws: AssayError.self) { try catalog().tokens(of: "something-else") }
    #expect(far?.remedy == "Give the limit with --max-tokens")
    #expect(throws: AssayError.self) { try catalog().bytes(ofProvider: "three") }
    #expect(throws: AssayError.self) { try catalog().tokens(of: "later:first") }
    #expect(throws: AssayError.self) { try catalog().require("one/third") }
    #expect(throws: Never.self) { try catalog().require("two/third") }
  }

  @Test(arguments: [
    "source: a, read: 2026-11-28, color: red", "source: a", "read: 2026-11-28",
    "source: a, read: yesterday", "source: a, read: 2026-11-28, context: {a: many}",
    "source: a, read: 2026-11-28, training-price: {a: -1}",
    "source: a, read: 2026-11-28, tokenizers: {gpt2: a}",
    "source: a, read: 2026-11-28, epochs: [1]", "source: a, read: 2026-11-28, bytes: 0",
    "source: a, read: 2026-11-28, retires: {a: soon}", "source: a, read: 2026-11-28, roles: user",
  ])
  func brokenSheetsAreErrors(_ sheet: String) {
    let error = #expect(throws: AssayError.self) {
      try catalog("one:\n  title: One\n  sheets:\n    - {\(sheet)}\n")
    }
    #expect(error?.location?.file == "models.yaml")
  }

  @Test func aFigureIsStatedOnce() {
    let sheet = "    - {source: a, read: 2026-11-28, context: {a: 1}}\n"
    let error = #expect(throws: AssayError.self) {
      try catalog("one:\n  title: One\n  sheets:\n\(sheet)\(sheet)")
    }
    #expect(error?.message == "one states a figure of `a` twice")
  }
}
