// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CommandOptions
import JSON
import Platform
import Reports
import Workflows

/// What `assay predict` says of a single text, and beside the labels of many.
struct PredictPrinter {
  private let classes: [String]
  private let output: OutputOptions
  private static let shownClasses = 5
  private static let barWidth = 24

  init(_ classes: [String], _ output: OutputOptions) {
    self.classes = classes
    self.output = output
  }

  // MARK: A single text

  /// The label, and how probable each class is.
  func single(_ row: LabeledRow, as form: ResultForm, columns: ResultColumns) -> String {
    form == .json ? json(row, columns) : text(row)
  }

  private func json(_ row: LabeledRow, _ columns: ResultColumns) -> String {
    let prediction = row.prediction
    var object: JSONObject = [
      "text": .string(row.text), "label": row.label.map { .string(classes[$0]) } ?? .null,
      "probability": JSONValue(prediction?.probability), "margin": JSONValue(prediction?.margin),
    ]
    if columns.unsure != nil { object.append("unsure", .bool(row.isUnsure)) }
    if columns.likeliest != nil {
      object.append("likeliest", prediction.map { .string(classes[$0.best]) } ?? .null)
    }
    var chances = JSONObject()
    for index in NaturalOrder.sorted(classes) {
      chances.append(classes[index], JSONValue(prediction?.probabilities[index]))
    }
    object.append("probabilities", .object(chances))
    return JSONValue.object(object).indented
  }

  private func text(_ row: LabeledRow) -> String {
    guard let prediction = row.prediction else { return "(blank: no label)\n" }
    let order = classes.indices.sorted {
      (prediction.probabilities[$0], $1) > (prediction.probabilities[$1], $0)
    }
    let shown = order.prefix(Self.shownClasses)
    let names = shown.map { TerminalWidth.cut(VisibleText.cell(classes[$0]), to: 40) }
    let width = names.map { TerminalWidth.of($0) }.max() ?? 0
    let head = row.isUnsure ? "unsure" : VisibleText.cell(classes[prediction.best])
    let bars = zip(shown, names).map { index, name in
      let chance = prediction.probabilities[index]
      let space = String(repeating: " ", count: width - TerminalWidth.of(name))
      let bar = TextBar.drawn(chance, width: Self.barWidth)
      return "  \(name)\(space)  \(NumberText.fixed(chance, digits: 3))  \(bar)\n"
    }
    let rest = order.count - shown.count
    let more = rest > 0 ? "  and \(Plural.counted(rest, "class")) less likely\n" : ""
    return "\(head)\n" + bars.joined() + more
  }

  // MARK: Beside the result

  func tell(renamed wanted: String, to name: String) {
    output.say("the input has a column `\(wanted)` of its own: the new one is `\(name)`")
  }

  /// - Parameter file: where the rows went; nil for standard output.
  func tell(_ summary: PredictSummary, threshold: Double?, file: String?) {
    if summary.rows > 1 || file != nil {
      output.say("labeled     \(Plural.counted(summary.rows, "row")): \(counts(summary))")
    }
    if summary.unsure > 0, let threshold {
      output.say(
        "unsure      \(Plural.counted(summary.unsure, "row")) under \(threshold): "
          + "\(summary.unsure == 1 ? "it has" : "they have") no label")
    }
    if summary.blank > 0 {
      let line = summary.firstBlankLine.map { ", the first on line \($0)" } ?? ""
      output.say(
        "blank       \(Plural.counted(summary.blank, "row"))\(line): nothing to read, no label")
    }
    if summary.shortened > 0 {
      let prompts = summary.shortened == 1 ? "prompt was" : "prompts were"
      output.say(
        "shortened   \(summary.shortened) \(prompts) too long and lost the \(summary.lostPart)")
    }
    if let file { output.say("wrote       \(file)") }
  }

  /// The most frequent labels first.
  private func counts(_ summary: PredictSummary) -> String {
    let order = classes.indices.filter { summary.counts[$0] > 0 }.sorted {
      (summary.counts[$0], $1) > (summary.counts[$1], $0)
    }
    let shown = order.prefix(Self.shownClasses).map {
      "\(VisibleText.cell(classes[$0])) \(NumberText.count(summary.counts[$0]))"
    }
    guard !shown.isEmpty else { return "none got a label" }
    let rest = order.count - shown.count
    return shown.joined(separator: ", ")
      + (rest > 0 ? ", and \(rest) more \(rest == 1 ? "class" : "classes")" : "")
  }
}
