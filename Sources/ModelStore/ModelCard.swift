// SPDX-License-Identifier: Apache-2.0

import JSON
import LanguageModel
import Training

/// The `README.md` of a published model: what it is, what it was trained on, and how well that went.
struct ModelCard {
  private let model: StoredModel

  init(_ model: StoredModel) {
    self.model = model
  }

  /// Markdown with the header that hubs read.
  var text: String {
    let title = model.name.split(separator: "/").last.map(String.init) ?? model.name
    return """
      ---
      library_name: transformers
      pipeline_tag: \(model.configuration.isClassifier ? "text-classification" : "text-generation")
      tags:
      - gpt2
      - assay
      ---

      # \(title)

      \(summary)

      """ + table("Training", record?["settings"]) + table("Figures", record?["figures"])
        + dataTable
  }

  private var record: JSONValue? { model.record?.json }

  private var summary: String {
    let shape = model.configuration
    var text =
      "A GPT-2 of \(model.parameters) parameters (\(shape.layers) layers, \(shape.heads) heads,"
      + " width \(shape.width)), sequences of up to \(shape.positions) tokens."
    if shape.isClassifier {
      text += " Its head tells \(shape.classes.count) classes apart by the last token of a text."
    }
    if let base = model.origin { text += " It comes from `\(base)`." }
    if let separator = record?["separator"], separator.string != nil {
      text += " Prompts end in `\(separator.text())`."
    }
    if let stop = record?["stop"], stop.string != nil, !shape.isClassifier {
      text += " Completions end in `\(stop.text())`."
    }
    return text
  }

  private var dataTable: String {
    ["training", "validation"].map { part in
      table("\(part.capitalizedASCII) data", record?["data"]?[part])
    }.joined()
  }

  /// A heading and one row for each member that has a value.
  private func table(_ title: String, _ value: JSONValue?) -> String {
    let members = value?.object?.members.filter { $0.value != .null } ?? []
    guard !members.isEmpty else { return "" }
    let rows = members.map { member in
      let shown = member.value.string ?? member.value.text()
      return "| \(member.key) | \(shown.replacingBars) |\n"
    }
    return "\n## \(title)\n\n| | |\n|---|---|\n\(rows.joined())"
  }
}

extension String {
  /// A bar would start another cell.
  fileprivate var replacingBars: String {
    split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }

  fileprivate var capitalizedASCII: String { prefix(1).uppercased() + dropFirst() }
}
