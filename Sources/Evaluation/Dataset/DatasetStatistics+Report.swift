// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Platform
package import Reports

extension DatasetStatistics {
  /// What a fine-tune on the data would take.
  package struct Plan: Sendable {
    package var epochs: Int
    /// For a million tokens, in any currency; nil when nobody asked.
    package var price: Double?
    /// Where the price is from; nil where it was given.
    package var priceSource: String?

    package init(epochs: Int, price: Double? = nil, priceSource: String? = nil) {
      self.epochs = epochs
      self.price = price
      self.priceSource = priceSource
    }
  }

  private static let mostBars = 20
  private static let mostClassesShown = 1_000

  /// The statistics for people and, as `data`, for programs.
  package func report(_ plan: Plan) -> Report {
    var sections = [figureSection(plan), lengthSection]
    if let classes { sections.append(classSection(classes)) }
    var report = Report(
      title: "Data", summary: "\(path), \(Verdict.counted(tokens.rows, "row"))", verdict: verdict,
      sections: sections, data: json(plan))
    report.inputs = paths
    return report
  }

  /// How much there is, how long it is and how even the classes are.
  private var verdict: String {
    var text =
      "\(Verdict.counted(tokens.rows, "row")); the median has "
      + "\(Verdict.counted(tokens.quantile(0.5), "token")), the longest "
      + NumberText.count(tokens.longest)
    if let limit, overlong > 0 {
      text += "; \(Verdict.counted(overlong, "row")) over the limit of \(NumberText.count(limit))"
    }
    let sorted = Self.largestFirst(classes ?? [:])
    guard let first = sorted.first, let last = sorted.last else { return text + "." }
    return text + ". \(Verdict.counted(sorted.count, "class")), from "
      + "\(Verdict.name(last.key)) with \(Verdict.counted(last.value, "row")) to "
      + "\(Verdict.name(first.key)) with \(NumberText.count(first.value))."
  }

  private func trainedTokens(_ plan: Plan) -> Int { tokens.total * plan.epochs }

  private func cost(_ plan: Plan) -> Double? {
    plan.price.map { $0 * Double(trainedTokens(plan)) / 1e6 }
  }

  private func figureSection(_ plan: Plan) -> ReportSection {
    func count(_ key: String, _ name: String, value: Int, meaning: String = "") -> ReportFigure {
      ReportFigure(
        key: key, name: name, value: Double(value), style: .count, meaning: meaning,
        isHeadline: true)
    }
    var figures = [
      count("rows", "Rows", value: tokens.rows), count("tokens", "Tokens", value: tokens.total),
      count(
        "longest", "Longest row", value: tokens.longest,
        meaning: "In tokens of prompt and completion."),
      count(
        "trained_tokens", "Tokens in training", value: trainedTokens(plan),
        meaning: "In \(Plural.counted(plan.epochs, "epoch"))."),
    ]
    if let classes { figures.append(count("classes", "Classes", value: classes.count)) }
    if let limit {
      figures.append(
        count(
          "overlong", "Rows over the limit", value: overlong,
          meaning: "Of \(Verdict.counted(limit, "token"))."))
    }
    if let cost = cost(plan) {
      figures.append(
        ReportFigure(
          key: "cost", name: "Cost of training", value: cost, style: .plain,
          meaning: plan.priceSource.map {
            "In dollars, at \(NumberText.fixed(plan.price ?? 0, digits: 2)) for a million tokens: \($0)."
          } ?? "At the price that was given for a million tokens.", isHeadline: true))
    }
    return ReportSection(title: "Figures", blocks: [.figures(figures)])
  }

  private var lengthSection: ReportSection {
    let parts = [
      ("Prompt, tokens", promptTokens), ("Completion, tokens", completionTokens),
      ("Row, tokens", tokens), ("Row, characters", characters),
    ]
    let table = ReportTable(
      title: "Lengths",
      columns: [.text("Of")]
        + ["Shortest", "Median", "95 % up to", "Longest"].map { .count($0) } + [.number("Mean")],
      rows: parts.map { name, lengths in
        [.text(name)]
          + [lengths.shortest, lengths.quantile(0.5), lengths.quantile(0.95), lengths.longest]
          .map { .number(Double($0)) } + [.number(lengths.mean)]
      })
    return ReportSection(
      title: "Lengths",
      blocks: [.table(table)]
        + parts.prefix(3).flatMap { [.table(histogram($0, $1)), .chart(chart($0, $1))] })
  }

  private func histogram(_ name: String, _ lengths: LengthCounts) -> ReportTable {
    var table = ReportTable(
      title: name, columns: [.text(name), .count("Rows"), .part("Share")],
      rows: lengths.bins(atMost: Self.mostBars).map { bin in
        [
          .text(Self.name(of: bin)),
          .number(Double(bin.rows)), .number(Double(bin.rows) / Double(lengths.rows)),
        ]
      })
    table.isDrawn = true
    return table
  }

  /// `10 to 19`.
  private static func name(of bin: LengthCounts.Bin) -> String {
    let ends = bin.low == bin.high ? [bin.low] : [bin.low, bin.high]
    return ends.map { NumberText.count($0) }.joined(separator: " to ")
  }

  /// Of equal ones, in the order in which people look for names.
  private static func largestFirst(_ classes: [String: Int]) -> [(key: String, value: Int)] {
    let names = classes.keys.sorted()
    let inOrder = NaturalOrder.sorted(names).map {
      (key: names[$0], value: classes[names[$0]] ?? 0)
    }
    return inOrder.enumerated().sorted { one, other in
      (other.element.value, one.offset) < (one.element.value, other.offset)
    }.map(\.element)
  }

  private func chart(_ name: String, _ lengths: LengthCounts) -> ReportChart {
    let bins = lengths.bins(atMost: Self.mostBars)
    let width = bins.first.map { Double($0.high - $0.low + 1) } ?? 1
    return ReportChart(
      title: name,
      description: "\(name): from \(lengths.shortest) to \(lengths.longest), median "
        + "\(lengths.quantile(0.5)).",
      xLabel: name, yLabel: "Rows",
      series: [
        .init(
          name: "Rows",
          points: bins.map { .init(x: Double($0.low) + width / 2, y: Double($0.rows)) },
          style: .bars(width: width))
      ])
  }

  private func classSection(_ classes: [String: Int]) -> ReportSection {
    let sorted = Self.largestFirst(classes)
    let table = ReportTable(
      title: "Classes", columns: [.text("Completion"), .count("Rows"), .part("Share")],
      rows: sorted.prefix(Self.mostClassesShown).map { name, rows in
        [.text(name), .number(Double(rows)), .number(Double(rows) / Double(tokens.rows))]
      })
    let left = sorted.count - Self.mostClassesShown
    let note =
      left > 0
      ? [
        ReportBlock.note(
          "\(Verdict.counted(left, "smaller class")) \(left == 1 ? "is" : "are") not shown.")
      ] : []
    return ReportSection(title: "Classes", blocks: [.table(table)] + note)
  }

  private func json(_ plan: Plan) -> JSONValue {
    var object: JSONObject = [
      "path": .string(path), "rows": .integer(tokens.rows),
      "prompt_tokens": Self.json(promptTokens), "completion_tokens": Self.json(completionTokens),
      "tokens": Self.json(tokens), "characters": Self.json(characters),
      "epochs": .integer(plan.epochs), "trained_tokens": .integer(trainedTokens(plan)),
      "cost": cost(plan).map { .number($0) } ?? .null,
      "price_source": plan.priceSource.map { .string($0) } ?? .null,
      "limit": limit.map { .integer($0) } ?? .null,
      "overlong_rows": limit == nil ? .null : .integer(overlong),
    ]
    var found = JSONObject()
    for (name, rows) in (classes ?? [:]).sorted(by: { $0.key < $1.key }) {
      found.append(name, .integer(rows))
    }
    object.append("classes", classes == nil ? .null : .object(found))
    return .object(object)
  }

  private static func json(_ lengths: LengthCounts) -> JSONValue {
    [
      "total": .integer(lengths.total), "shortest": .integer(lengths.shortest),
      "median": .integer(lengths.quantile(0.5)), "p95": .integer(lengths.quantile(0.95)),
      "longest": .integer(lengths.longest), "mean": .number(lengths.mean),
      "histogram": .array(
        lengths.bins(atMost: mostBars).map {
          ["low": .integer($0.low), "high": .integer($0.high), "rows": .integer($0.rows)]
        }),
    ]
  }
}
