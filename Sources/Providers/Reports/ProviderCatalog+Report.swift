// SPDX-License-Identifier: Apache-2.0

import JSON
package import Reports

/// The catalog for people and programs.
extension ProviderCatalog {
  /// - Parameter model: show this one alone; nil: all.
  package func report(model: String? = nil) -> Report {
    let shown = rows(of: model)
    let named =
      model == nil
      ? providers : providers.filter { own in shown.contains { $0.0.id == own.id } }
    let sections = [
      ReportSection(
        title: "Models",
        explanation: "Tokens of a training example and of the context; dollars a million tokens.",
        blocks: [.table(limitTable(shown)), .table(priceTable(shown))]),
      ReportSection(title: "Providers", blocks: providerBlocks(named)),
      ReportSection(
        title: "Sources", explanation: "Each figure is from one of them; JSON says which.",
        blocks: sourceNotes(named)),
    ]
    return Report(
      title: "Providers of fine-tuning",
      summary: "\(shown.count) models of \(named.count) providers",
      sections: sections, data: json(named, shown))
  }

  /// The models to show, by provider and name. Those of which only the tokenizer is known are left out.
  private func rows(of model: String?) -> [(Provider, HostedModel)] {
    let asked = model.map(meant)
    return (asked?.providers ?? providers).flatMap { provider in
      provider.models.values.filter { $0.isServed && (asked == nil || $0.name == asked?.name) }
        .sorted { $0.name < $1.name }.map { (provider, $0) }
    }
  }

  private func limitTable(_ rows: [(Provider, HostedModel)]) -> ReportTable {
    ReportTable(
      title: "Limits",
      columns: [
        .text("Model"), .text("Provider"), .count("Example"), .count("Context"),
        .text("Tokenizer"), .text("Retires"),
      ],
      rows: rows.map { provider, model in
        [
          .text(model.name), .text(provider.id), Self.cell(model.exampleTokens),
          Self.cell(model.context), .text(tokenizer(of: model.name) ?? ""),
          .text(model.retires?.value ?? ""),
        ]
      })
  }

  private func priceTable(_ rows: [(Provider, HostedModel)]) -> ReportTable {
    ReportTable(
      title: "Prices",
      columns: [
        .text("Model"), .text("Provider"), .text("Training"), .text("Input"), .text("Output"),
      ],
      rows: rows.filter { $0.1.trainingPrice != nil || $0.1.inputPrice != nil }
        .map { provider, model in
          [
            .text(model.name), .text(provider.id), Self.cell(model.trainingPrice),
            Self.cell(model.inputPrice), Self.cell(model.outputPrice),
          ]
        })
  }

  private func providerTable(_ providers: [Provider]) -> ReportTable {
    ReportTable(
      title: "Providers",
      columns: [
        .text("Provider"), .text("Name"), .count("File, bytes"), .count("Least rows"),
        .text("Epochs"),
      ],
      rows: providers.map { provider in
        [
          .text(provider.id), .text(provider.title), Self.cell(provider.bytes),
          Self.cell(provider.leastRows),
          .text(
            provider.epochs.map { $0.value.map(String.init).joined(separator: " to ") } ?? ""),
        ]
      })
  }

  private func providerBlocks(_ providers: [Provider]) -> [ReportBlock] {
    var blocks: [ReportBlock] = [.table(providerTable(providers))]
    for provider in providers { blocks += Self.notes(provider) }
    return blocks
  }

  private func sourceNotes(_ providers: [Provider]) -> [ReportBlock] {
    var notes: [ReportBlock] = []
    for provider in providers {
      for source in provider.sources {
        notes.append(.note("\(provider.title), read \(source.read): \(source.text)."))
      }
    }
    return notes
  }

  /// What does not fit into a table.
  private static func notes(_ provider: Provider) -> [ReportBlock] {
    var notes: [ReportBlock] = []
    if let status = provider.status {
      notes.append(.note("\(provider.title) is \(status.value)."))
    }
    if let roles = provider.roles {
      notes.append(
        .note("Roles at \(provider.title): \(roles.value.joined(separator: ", ")).")
      )
    }
    return notes
  }

  private static func cell(_ figure: Sourced<Int>?) -> ReportTable.Cell {
    guard let figure else { return ReportTable.Cell.none }
    return .number(Double(figure.value))
  }

  private static func cell(_ figure: Sourced<Double>?) -> ReportTable.Cell {
    .text(figure.map { NumberText.fixed($0.value, digits: 2) } ?? "")
  }
}
