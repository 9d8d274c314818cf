// SPDX-License-Identifier: Apache-2.0

import JSON
package import Reports

/// The catalog for people and programs.
extension ProviderCatalog {
  /// - Parameter model: show this one alone; nil: all.
  package func report(model: String? = nil) -> Report {
    let shown = rows(of: model)
    var sections = [
      ReportSection(
        title: "Models",
        explanation: "Tokens of a training example and of the context; dollars a million tokens.",
        blocks: [.table(modelTable(shown))])
    ]
    let named =
      model == nil
      ? providers : providers.filter { own in shown.contains { $0.0.id == own.id } }
    sections.append(
      ReportSection(title: "Providers", explanation: "", blocks: [.table(providerTable(named))]))
    sections.append(
      ReportSection(
        title: "Sources", explanation: "Each figure is from one of them; JSON says which.",
        blocks: [.table(sourceTable(named))]))
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

  private func modelTable(_ rows: [(Provider, HostedModel)]) -> ReportTable {
    ReportTable(
      title: "Models",
      columns: [
        .text("Model"), .text("Provider"), .count("Example"), .count("Context"),
        .text("Tokenizer"), .text("Training"), .text("Input"), .text("Output"),
        .text("Retires"),
      ],
      rows: rows.map { provider, model in
        [
          .text(model.name), .text(provider.title), Self.cell(model.exampleTokens),
          Self.cell(model.context), .text(tokenizer(of: model.name) ?? ""),
          Self.cell(model.trainingPrice), Self.cell(model.inputPrice),
          Self.cell(model.outputPrice), .text(model.retires?.value ?? ""),
        ]
      })
  }

  private func providerTable(_ providers: [Provider]) -> ReportTable {
    ReportTable(
      title: "Providers",
      columns: [
        .text("Provider"), .count("File, bytes"), .count("Least rows"), .text("Epochs"),
        .text("Roles"), .text("Status"),
      ],
      rows: providers.map { provider in
        [
          .text(provider.title), Self.cell(provider.bytes), Self.cell(provider.leastRows),
          .text(
            provider.epochs.map { $0.value.map(String.init).joined(separator: " to ") } ?? ""),
          .text(provider.roles?.value.joined(separator: ", ") ?? ""),
          .text(provider.status?.value ?? ""),
        ]
      })
  }

  private func sourceTable(_ providers: [Provider]) -> ReportTable {
    ReportTable(
      title: "Sources", columns: [.text("Provider"), .text("Read"), .text("Source")],
      rows: providers.flatMap { provider in
        provider.sources.map { [.text(provider.title), .text($0.read), .text($0.text)] }
      })
  }

  private static func cell(_ figure: Sourced<Int>?) -> ReportTable.Cell {
    guard let figure else { return ReportTable.Cell.none }
    return .number(Double(figure.value))
  }

  private static func cell(_ figure: Sourced<Double>?) -> ReportTable.Cell {
    .text(figure.map { NumberText.fixed($0.value, digits: 2) } ?? "")
  }
}
