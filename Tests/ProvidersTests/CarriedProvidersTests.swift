// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Foundation
import JSON
import Providers
import Reports
import Testing

@Suite struct CarriedProvidersTests {
  @Test func modelsHaveLimits() throws {
    let catalog = try ProviderCatalog.carried()
    #expect(try catalog.tokens(of: "gpt2") == 1024)
    #expect(try catalog.tokens(of: "ft:davinci-002:mine") == 16384)
    #expect(try catalog.tokens(of: "gpt-4.1-mini") == 65536)
    #expect(try catalog.tokens(of: "gemini-2.5-flash") == 131_072)
    #expect(catalog.tokens(ofProvider: "openai") == 2048)
    let error = #expect(throws: AssayError.self) { try catalog.tokens(of: "gpt-2") }
    #expect(error?.remedy == "Did you mean `gpt2`?")
  }

  @Test(arguments: [
    ("gpt-4o-mini", "o200k_base"), ("gpt-4o-2024-11-20", "o200k_base"), ("o3-mini", "o200k_base"),
    ("ft:gpt-3.5-turbo:mine", "cl100k_base"), ("gpt-4-turbo", "cl100k_base"), ("davinci", "gpt2"),
    ("davinci-002", "cl100k_base"), ("text-davinci-003", "p50k_base"), ("gpt2-xl", "gpt2"),
    ("azure/gpt-4.1", "o200k_base"), ("pythia-160m", nil), ("gpt", nil), ("", nil),
  ])
  func modelsHaveTokenizers(model: String, tokenizer: String?) throws {
    let catalog = try ProviderCatalog.carried()
    #expect(catalog.tokenizer(of: model) == tokenizer)
    #expect(catalog.hasGPT2Tokens(model) == (tokenizer == nil || tokenizer == "gpt2"))
  }

  @Test(arguments: [("gpt-4o-mini", 3.0), ("gpt-4.1", 25), ("gemini-2.0-flash", 3)])
  func trainingHasAPrice(model: String, dollars: Double) throws {
    let known = try ProviderCatalog.carried().figure(\.trainingPrice, of: model)
    #expect(known?.figure.value == dollars)
  }

  /// Limits and prices change: read the sources again, and give the sheets their new day.
  @Test func noSourceWasReadMoreThanAYearAgo() throws {
    let day = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
    let oldest = Date.now.addingTimeInterval(-366 * 86_400).formatted(day)
    for provider in try ProviderCatalog.carried().providers {
      for source in provider.sources where !source.isClosed {
        #expect(source.read >= oldest, "\(provider.id): \(source.text)")
      }
    }
  }

  @Test func theReportShowsThem() throws {
    let report = try ProviderCatalog.carried().report(model: "gpt-4o-mini")
    let providers = report.data["providers"]?.array ?? []
    #expect(providers.map { $0["id"]?.string } == ["openai", "azure"])
    let model = providers.first?["models"]?.array?.first
    #expect(model?["training_price"]?["value"]?.double == 3)
    #expect(model?["training_price"]?["read"] == "2026-08-05")
    #expect(providers.first?["status"]?["value"]?.string?.hasPrefix("closing") == true)
    let all = try ProviderCatalog.carried().report()
    #expect(all.data["providers"]?.array?.count ?? 0 >= 7)
  }
}
