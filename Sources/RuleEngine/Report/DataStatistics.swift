// SPDX-License-Identifier: Apache-2.0

package import Analyzers
import Dataset
package import JSON
import Records
import Reports

/// Figures about the data of a file.
package struct DataStatistics: Sendable {
  private let profile: Profile

  package init(_ profile: Profile) {
    self.profile = profile
  }

  /// The figures by name; what was not counted is left out.
  package var json: JSONValue {
    var object = JSONObject()
    object.append("evidence", .string(profile.evidence))
    object.append("columns", .array(profile.columns.map { .string($0) }))
    object.append("separator", profile.separator.map { .string($0.text) } ?? .null)
    object.append("stop", profile.stop.map { .string($0.text) } ?? .null)
    if let tokens { object.append("tokens", figures(of: tokens)) }
    if let cost { object.append("cost", cost.json) }
    if !profile.labels.isEmpty {
      var classes = JSONObject()
      for label in profile.labels { classes.append(label.text, .integer(label.count)) }
      object.append("classes", .object(classes))
    }
    return .object(object)
  }

  /// Nil when there are none, or nobody counted them.
  private var tokens: TokenLengths? {
    profile[TokenCounts.self].flatMap { $0.lengths.longest > 0 ? $0.lengths : nil }
  }

  /// What an epoch of training costs; nil where the price or the tokens are not known.
  private var cost: EpochCost? {
    guard let price = profile.settings.trainingPrice, let tokens else { return nil }
    return EpochCost(price: price, tokens: tokens.total)
  }

  private func figures(of tokens: TokenLengths) -> JSONValue {
    var figures: JSONObject = [
      "total": .integer(tokens.total), "median": .integer(tokens.quantile(0.5)),
      "p95": .integer(tokens.quantile(0.95)), "longest": .integer(tokens.longest),
    ]
    if profile.settings.countsAreEstimates { figures.append("estimate", true) }
    return .object(figures)
  }

  /// The figures as lines of text.
  package var lines: [String] {
    var lines = ["task: \(profile.task.rawValue) (\(profile.evidence))"]
    lines.append("rows: \(NumberText.count(profile.rows))")
    if let separator = profile.separator { lines.append("separator: \(quoted(separator.bytes))") }
    if let stop = profile.stop { lines.append("stop sequence: \(quoted(stop.bytes))") }
    if let tokens {
      lines.append(
        "tokens: \(NumberText.count(tokens.total)) in all, median "
          + "\(NumberText.count(tokens.quantile(0.5))), 95 % up to "
          + "\(NumberText.count(tokens.quantile(0.95))), longest \(NumberText.count(tokens.longest))"
          + (profile.settings.countsAreEstimates
            ? "; an estimate by another tokenizer than the model's" : "")
      )
    }
    if let cost { lines.append(cost.line) }
    return lines + classLines
  }

  private var classLines: [String] {
    guard let first = profile.labels.first, let last = profile.labels.last else { return [] }
    return [
      "classes: \(NumberText.count(profile.labels.count)), from \(quoted(last.text.utf8)) "
        + "(\(NumberText.count(last.count))) to \(quoted(first.text.utf8)) "
        + "(\(NumberText.count(first.count)))"
    ]
  }
}
