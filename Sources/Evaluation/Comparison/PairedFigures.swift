// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import JSON
import Reports

/// The figures of two on the same rows side by side, and how they are shown.
struct PairedFigures: Sendable {
  let figures: [PairedComparison.PairedFigure]
  /// Whether the rows that only one has right are unevenly split; nil where none is known to be right.
  let mcNemar: McNemar?
  let resamples: Int
  /// Of the first and the second, the rows whose prompt was too long.
  let shortenedRows: [Int]

  var section: ReportSection {
    var table = ReportTable(
      title: "Figures",
      columns: [
        .text("Figure"), .number("A"), .number("B"), .number("B minus A"), .number("Low"),
        .number("High"), .text("Significant"),
      ],
      rows: figures.map { item in
        func cell(_ value: Double?) -> ReportTable.Cell { value.map { .number($0) } ?? .none }
        return [
          .text(FigureNames.of(item.key).name), cell(item.first.value), cell(item.second.value),
          cell(item.difference), cell(item.interval?.low), cell(item.interval?.high),
          .text(Self.judgment(of: item)),
        ]
      })
    table.longForm = longForm
    let notes = [mcNemar.map(Self.chance), cutRows].compactMap { $0 }.map(ReportBlock.note)
    return ReportSection(
      title: "Figures",
      explanation:
        "Differences with intervals of 95 % from \(NumberText.count(resamples)) paired resamples; "
        + "significant are those whose interval leaves out 0\(exactTest).",
      blocks: [intervals, .table(table)] + notes)
  }

  /// One figure in a sentence: which is better, by how much; nil where it is undefined.
  func headline(of key: String) -> String? {
    guard let item = figures.first(where: { $0.key == key }), let one = item.first.value,
      let other = item.second.value
    else { return nil }
    let headline =
      switch item.tone {
      case .better: "B is better"
      case .worse: "A is better"
      case .unclear: "No clear difference"
      }
    let values = [one, other].map { NumberText.fixed($0, digits: 3) }
    let difference = NumberText.signed(other - one, digits: 3)
    let ends = item.interval.map {
      let ends = [$0.low, $0.high].map { NumberText.signed($0, digits: 3) }
      return " [\(ends[0]), \(ends[1])]"
    }
    let name = FigureNames.of(key).name.lowercased()
    return "\(headline): \(name) \(values[1]) against \(values[0]), \(difference)\(ends ?? "")."
  }

  /// The object that `assay compare --format json` prints.
  /// - Parameter changed: the rows of which the two do not say the same.
  func json(
    names: (String, String), rows: Int, slices: ComparisonFamily?, changed: [JSONValue]
  ) -> JSONValue {
    [
      "n": .integer(rows),
      "a": .string(names.0),
      "b": .string(names.1),
      "shortened_rows": ["a": .integer(shortenedRows[0]), "b": .integer(shortenedRows[1])],
      "resamples": .integer(resamples),
      "figures": figureJSON,
      "mcnemar": mcNemarJSON,
      "slices": slices?.json ?? .null,
      "changed": .array(changed),
    ]
  }

  private var figureJSON: JSONValue {
    var object = JSONObject()
    for item in figures {
      object.append(
        item.key,
        [
          "a": JSONValue(item.first.value), "b": JSONValue(item.second.value),
          "difference": JSONValue(item.difference), "low": JSONValue(item.interval?.low),
          "high": JSONValue(item.interval?.high),
        ])
    }
    return .object(object)
  }

  private var mcNemarJSON: JSONValue {
    guard let mcNemar else { return .null }
    return [
      "only_a_right": .integer(mcNemar.onlyFirst), "only_b_right": .integer(mcNemar.onlySecond),
      "p_value": .number(mcNemar.pValue),
    ]
  }

  /// Of a figure that is undefined nothing can be said.
  private static func judgment(of item: PairedComparison.PairedFigure) -> String {
    guard item.difference != nil else { return "undefined" }
    return item.tone == .unclear ? "no" : "yes, B is \(item.tone.rawValue)"
  }

  /// Shares have an axis in common; other figures are in the table.
  private var intervals: ReportBlock {
    .intervals(
      ReportIntervals(
        title: "B minus A", label: "Difference of shares, with intervals of 95 %",
        rows: figures.compactMap { item in
          let names = FigureNames.of(item.key)
          guard names.style == .share, let difference = item.difference,
            let interval = item.interval
          else { return nil }
          return .init(
            name: names.name, value: difference, interval: interval.low...interval.high,
            tone: item.tone)
        }))
  }

  /// How many prompts were too long; nil when none was.
  private var cutRows: String? {
    guard shortenedRows.contains(where: { $0 > 0 }) else { return nil }
    return "Prompts too long, of which the model saw a part: \(NumberText.count(shortenedRows[0]))"
      + " for A, \(NumberText.count(shortenedRows[1])) for B."
  }

  /// How many prompts of each were too long; empty when none was.
  private var cutLines: [LongFormLine] {
    guard cutRows != nil else { return [] }
    return zip(["a", "b"], shortenedRows).map { name, count in
      LongFormLine("shortened_rows", of: name, value: Double(count))
    }
  }

  /// The figures of A, of B and of B minus A, the rows that were cut, and the test of McNemar.
  private var longForm: [LongFormLine] {
    let lines = figures.flatMap { item in
      [
        LongFormLine(item.key, of: "a", value: item.first.value),
        LongFormLine(item.key, of: "b", value: item.second.value),
        LongFormLine(
          item.key, of: "difference", value: item.difference,
          interval: item.interval.map { $0.low...$0.high }),
      ]
    }
    guard let mcNemar else { return lines + cutLines }
    return lines + cutLines + [
      LongFormLine("only_a_right", of: "", value: Double(mcNemar.onlyFirst)),
      LongFormLine("only_b_right", of: "", value: Double(mcNemar.onlySecond)),
      LongFormLine("mcnemar_p_value", of: "", value: mcNemar.pValue),
    ]
  }

  /// The figure whose interval is not enough.
  private var exactTest: String {
    let tested = figures.first { $0.pValue != nil }.map { FigureNames.of($0.key).name.lowercased() }
    return tested.map { "; of \($0) McNemar's test must agree" } ?? ""
  }

  private static func chance(_ mcNemar: McNemar) -> String {
    let counts =
      "\(Verdict.counted(mcNemar.onlyFirst, "row")) only A has right, "
      + "\(NumberText.count(mcNemar.onlySecond)) only B"
    let chance =
      mcNemar.pValue < 0.0001 ? "less than 0.0001" : NumberText.fixed(mcNemar.pValue)
    return "\(counts): by chance alone so uneven a split, or a more uneven one, has a probability "
      + "of \(chance) (McNemar's exact test)."
  }
}
