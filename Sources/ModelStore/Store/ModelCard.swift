// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
package import LanguageModel

/// The `README.md` of a published model: what it is, what it was trained on, and how well that went.
package struct ModelCard {
  package static let fileName = "README.md"
  private let name: String
  /// What it is, in sentences.
  private let summary: String
  /// What hubs read, line by line.
  private let header: String
  private let record: JSONValue?

  /// - Parameters:
  ///   - name: the model's name or folder.
  ///   - record: where it comes from; nil when that is not known.
  ///   - isAdapter: whether the folder holds an adapter beside a model, not the model.
  package init(
    name: String, configuration: GPT2Configuration, record: ModelRecord?, isAdapter: Bool = false
  ) {
    self.name = name
    self.record = record?.json
    summary = Self.summary(configuration, record?.json, isAdapter: isAdapter)
    header = """
      library_name: \(isAdapter ? "peft" : "transformers")
      pipeline_tag: \(configuration.isClassifier ? "text-classification" : "text-generation")
      tags:
      - gpt2
      - assay\(isAdapter ? "\n- lora" : "")
      """
  }

  /// The card of a linear model.
  package init(linear name: String, parameters: Int, record: ModelRecord?) {
    self.name = name
    self.record = record?.json
    let classes = record?.classes?.count ?? 0
    var summary =
      "A linear model of \(Plural.grouped(parameters)) weights that tells \(classes) classes apart by the words and the"
      + " runs of characters of a text: TF-IDF and multinomial logistic regression."
    if let separator = record?.json["separator"], separator.string != nil {
      summary += " Prompts end in `\(separator.text())`."
    }
    self.summary = summary
    header = """
      pipeline_tag: text-classification
      tags:
      - assay
      """
  }

  /// Markdown with the header that hubs read.
  package var text: String {
    let title = name.split(separator: "/").last.map(String.init) ?? name
    return """
      ---
      \(header)
      ---

      # \(title)

      \(summary)

      """ + table("Training", record?["settings"]) + table("Figures", record?["figures"])
        + dataTable
  }

  private static func summary(
    _ shape: GPT2Configuration, _ record: JSONValue?, isAdapter: Bool
  ) -> String {
    let parameters = ParameterLayout(shape).parameterCount
    var text =
      "\(isAdapter ? "A low-rank adapter for a" : "A") GPT-2 of \(Plural.grouped(parameters)) parameters (\(shape.layers) layers, \(shape.heads) heads,"
      + " width \(shape.width)), sequences of up to \(shape.positions) tokens."
    if shape.isClassifier {
      text += " Its head tells \(shape.classes.count) classes apart by the last token of a text."
    }
    if let base = record.flatMap(ModelRecord.origin) {
      text +=
        record?["from_scratch"]?.bool == true
        ? " It was trained from random weights of the shape `\(base)`."
        : " It comes from `\(base)`."
    }
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

  /// A broken number with the four digits that people read; nil for anything else.
  private static func number(_ value: JSONValue) -> String? {
    guard case .number(let number) = value, number.isFinite, number != 0 else { return nil }
    // Whole thousands need no digits behind the point.
    guard abs(number) < 1_000 else { return "\(number.rounded())" }
    var scale = 1.0
    while abs(number) * scale < 1_000 { scale *= 10 }
    return "\((number * scale).rounded() / scale)"
  }

  /// A heading and one row for each member that has a value.
  private func table(_ title: String, _ value: JSONValue?) -> String {
    let members = value?.object?.members.filter { $0.value != .null } ?? []
    guard !members.isEmpty else { return "" }
    let rows = members.map { member in
      let shown = member.value.string ?? Self.number(member.value) ?? member.value.text()
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
