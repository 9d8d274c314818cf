// SPDX-License-Identifier: Apache-2.0

package import EvaluationMetrics
import JSON
import Reports

/// Labels that models find unlikely, as people and programs are told of them.
package struct LabelDoubts: Sendable {
  package let noise: LabelNoise
  /// What marks the rows that are named.
  package let filter: LabelNoise.Filter
  let classes: ClassList
  /// [rows] What was asked; nil when it is not known.
  let prompts: [String]?
  /// [rows] Each row's number in the file, from 0.
  let numbers: [Int]
  /// [rows] The line where it begins, from 1; nil when it is not known.
  let lines: [Int]?
  /// Why no rows are named; nil when they are.
  package let silence: String?

  private static let shownCandidates = 20

  /// The rows that are named, the most doubtful first.
  package var candidates: [LabelNoise.Candidate] {
    silence == nil ? noise.candidates(filter) : []
  }

  /// The row's number in the file, from 0.
  package func number(of candidate: LabelNoise.Candidate) -> Int { numbers[candidate.row] }

  /// The name of a class.
  package func name(of label: Int) -> String { classes[label] }

  /// What it comes to, without a final dot.
  var verdict: String {
    candidates.isEmpty
      ? "No label looks wrong" : "\(Verdict.counted(candidates.count, "label")) to look at"
  }

  // MARK: For people

  var section: ReportSection {
    if let silence {
      return ReportSection(
        title: "Label noise", blocks: [.note("No candidates are named: \(silence).")])
    }
    let all = candidates.map(cells)
    let first = ReportTable(
      title: "Clearest candidates", columns: columns,
      rows: Array(all.prefix(Self.shownCandidates)))
    let records = ReportTable(
      title: "All candidates", columns: columns, rows: all, isRecords: true)
    let tables =
      all.count > Self.shownCandidates ? [first, records] : all.isEmpty ? [] : [first]
    return ReportSection(
      title: "Label noise",
      explanation:
        "\(NumberText.count(all.count)) rows may have a wrong label, the clearest first. "
        + "Models that did not see the row find its label less likely than that of most rows of its "
        + "class, and another class so likely that the shares of the classes speak for it. Look "
        + "before you change them: among them are rows that are merely hard.",
      blocks: tables.map { .table($0) })
  }

  private var columns: [ReportTable.Column] {
    [.count("Row")] + (prompts == nil ? [] : [.text("Prompt")]) + [
      .text("Label"), .share("P(label)"), .text("Suggestion"), .share("P(suggestion)"),
    ]
  }

  private func cells(_ candidate: LabelNoise.Candidate) -> [ReportTable.Cell] {
    [.number(Double(numbers[candidate.row] + 1))]
      + (prompts.map { [.text($0[candidate.row])] } ?? []) + [
        .text(classes[candidate.label]), .number(candidate.labelProbability),
        .text(classes[candidate.suggestion]), .number(candidate.suggestionProbability),
      ]
  }

  // MARK: For programs

  var json: JSONValue {
    [
      "count": .integer(candidates.count), "note": silence.map { .string($0) } ?? .null,
      "candidates": .array(candidates.map(json)),
      "ranking": .array(
        (silence == nil ? noise.ranking : []).map { row in
          [
            "row": .integer(numbers[row]),
            "label_probability": .number(noise.selfConfidences[row]),
          ]
        }),
    ]
  }

  private func json(_ candidate: LabelNoise.Candidate) -> JSONValue {
    [
      "row": .integer(numbers[candidate.row]),
      "line": lines.map { .integer($0[candidate.row]) } ?? .null,
      "prompt": prompts.map { .string($0[candidate.row]) } ?? .null,
      "label": .string(classes[candidate.label]),
      "label_probability": .number(candidate.labelProbability),
      "suggestion": .string(classes[candidate.suggestion]),
      "suggestion_probability": .number(candidate.suggestionProbability),
      "found_by": .array(candidate.foundBy.map { .string($0.rawValue) }),
    ]
  }
}

extension Assessment {
  /// The labels that all models together find unlikely.
  package var doubts: LabelDoubts {
    LabelDoubts(
      noise: noise, filter: options.filter, classes: rows.classes, prompts: rows.prompts,
      numbers: rows.numbers, lines: rows.lines, silence: silence)
  }

  private var silence: String? {
    guard hasLearnedNothing else { return nil }
    let better = isChance ? "are better by what may be chance" : "did no better"
    return
      "the models \(better) than always answering '\(evaluation.baseline.name)', so what they"
      + " find doubtful says nothing about labels; give more rows, more epochs or a larger model"
  }
}
