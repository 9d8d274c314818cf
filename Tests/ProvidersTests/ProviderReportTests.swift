// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Reports
import Testing

@testable import Providers

/// What people and programs are shown of the catalog.
@Suite struct ProviderReportTests {
  private static let text = """
    one:
      title: One
      sheets:
        - source: a page
          read: 2026-11-28
          closed: true
          status: closing
          bytes: 1000
          least-rows: 10
          default-tokens: 2048
          epochs: [1, 5]
          roles: [user, model]
          example-tokens: {b: 4096, a: 512}
          context: {a: 1024}
          training-price: {b: 2.5}
          output-price: {b: 10}
          parts: {a: [text, image]}
          retires: {a: 2027-01-31}
          tokenizers: {gpt2: [a, bare]}
    two:
      title: Two
      sheets:
        - source: another page
          read: 2026-10-01
          context: {a: 2048}
          input-price: {a: 0.5}
    """

  private func report(_ model: String? = nil) throws -> Report {
    try ProviderCatalog(text: Self.text, path: "models.yaml").report(model: model)
  }

  private func rows(_ title: String, of report: Report) -> [[ReportTable.Cell]] {
    for case .table(let table) in report.sections.flatMap(\.blocks) where table.title == title {
      return table.rows
    }
    return []
  }

  private func notes(_ section: ReportSection) -> [String] {
    section.blocks.compactMap { block in
      guard case .note(let text) = block else { return nil }
      return text
    }
  }

  @Test func modelsStandByProviderAndName() throws {
    let report = try report()
    #expect(report.summary == "3 models of 2 providers")
    #expect(
      rows("Limits", of: report) == [
        [
          .text("a"), .text("one"), .number(512), .number(1024), .text("gpt2"), .text("2027-01-31"),
        ],
        [.text("b"), .text("one"), .number(4096), .none, .text(""), .text("")],
        [.text("a"), .text("two"), .none, .number(2048), .text("gpt2"), .text("")],
      ])
    #expect(
      rows("Prices", of: report) == [
        [.text("b"), .text("one"), .text("2.50"), .text(""), .text("10.00")],
        [.text("a"), .text("two"), .text(""), .text("0.50"), .text("")],
      ])
    #expect(
      rows("Providers", of: report) == [
        [.text("one"), .text("One"), .number(1000), .number(10), .text("1 to 5")],
        [.text("two"), .text("Two"), .none, .none, .text("")],
      ])
  }

  @Test func sourcesAndTheirDaysAreNoted() throws {
    let report = try report()
    #expect(
      notes(report.sections[1]) == ["One is closing.", "Roles at One: user, model."])
    #expect(
      notes(report.sections[2]) == [
        "One, read 2026-11-28: a page.", "Two, read 2026-10-01: another page.",
      ])
  }

  @Test(arguments: [
    ("a", ["one", "two"]), ("b", ["one"]), ("two/a", ["two"]), ("ft:b:mine", ["one"]),
  ])
  func oneModelIsShownWithItsProviders(model: String, providers: [String]) throws {
    let report = try report(model)
    let shown = report.data["providers"]?.array ?? []
    #expect(shown.map { $0["id"]?.string } == providers)
    #expect(rows("Limits", of: report).count == providers.count)
    #expect(notes(report.sections[2]).count == providers.count)
  }

  /// Of a model whose tokenizer alone is known there is nothing to show.
  @Test(arguments: ["bare", "nobody's"])
  func otherModelsAreNotShown(model: String) throws {
    let report = try report(model)
    #expect(report.summary == "0 models of 0 providers")
    #expect(report.data["providers"] == [])
  }

  @Test func programsGetEachFigureWithItsSource() throws {
    let one = try #require(try report().data["providers"]?.array?.first)
    func figure(_ value: JSONValue) -> JSONValue {
      ["value": value, "source": "a page", "read": "2026-11-28"]
    }
    #expect(one["status"] == figure("closing") && one["file_bytes"] == figure(1000))
    #expect(one["least_rows"] == figure(10) && one["default_example_tokens"] == figure(2048))
    #expect(one["epochs"] == figure([1, 5]) && one["roles"] == figure(["user", "model"]))
    let models = one["models"]?.array ?? []
    #expect(models.map { $0["name"]?.string } == ["a", "b"])
    #expect(
      models.first == [
        "name": "a", "example_tokens": figure(512), "context": figure(1024),
        "tokenizer": figure("gpt2"), "parts": figure(["text", "image"]),
        "retires": figure("2027-01-31"),
      ])
    #expect(models.last?["training_price"] == figure(2.5) && models.last?["context"] == nil)
    #expect(models.last?["output_price"]?["value"]?.double == 10)
  }
}
