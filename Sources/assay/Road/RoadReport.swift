// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Platform
import Reports
import Tables
import Workflows

/// What `assay run` says: each step and what came of it on standard error, the verdict and the files on
/// standard output.
final class RoadReport {
  private let options: OutputOptions
  private let training: TrainingReport
  private let measuring: EvaluateProgress
  private let file: String

  init(options: OutputOptions, file: String) {
    self.options = options
    self.file = file
    training = TrainingReport(options: options)
    measuring = EvaluateProgress(options)
  }

  func show(_ event: RoadEvent) {
    switch event {
    case .began(let step, let detail):
      if step == .evaluate { training.showCurve() }
      begin(step, detail)
    case .linted(let errors, let warnings, let rows, let task):
      options.say(
        "            \(Plural.counted(rows, "row")), \(task): \(Plural.counted(errors, "error")), "
          + Plural.counted(warnings, "warning"))
    case .fixed(let result): show(result)
    case .kept(let step):
      options.say("kept        \(step == .fix ? "the data" : "the model") of the earlier session")
    case .planned(let plan): show(plan)
    case .training(let event): training.show(event)
    case .measuring(let event): measuring.event(event)
    }
  }

  private func begin(_ step: RoadStep, _ detail: String) {
    let number = (RoadStep.allCases.firstIndex(of: step) ?? 0) + 1
    options.say(
      "[\(number)/\(RoadStep.allCases.count)] \(step.rawValue) \(VisibleText.escaped(detail))")
  }

  private func show(_ result: FixResult) {
    for line in FixSummary(result: result).changeLines { options.say("          \(line)") }
    for line in FixSummary(result: result).leftLines { options.say("            \(line)") }
  }

  private func show(_ plan: BudgetPlan) {
    let time = ProgressLine.text(.seconds(plan.seconds))
    let epochs = Plural.counted(plan.epochs, "epoch")
    if let part = plan.part {
      let percent = Int((part * 100).rounded())
      options.say(
        "budget      \(epochs) over \(percent) % of the rows, about \(time): more does not fit")
    } else if plan.epochs < plan.usualEpochs {
      options.say("budget      \(epochs), about \(time); without a limit \(plan.usualEpochs)")
    } else {
      options.say("budget      \(epochs), about \(time): all that is usual")
    }
  }

  /// - Throws: `ExitStatus.interrupted` when the road is not at its end.
  func conclude(_ result: RoadResult) throws {
    measuring.finish()
    switch result {
    case .interrupted(let folder):
      training.finish()
      options.advise(
        "assay run \(ShellWord.quoted(file)) -o \(ShellWord.quoted(folder.path)) --resume",
        after: "stopped; go on with:")
      throw ExitStatus.interrupted
    case .arrived(let verdict, let folder):
      let model = ShellWord.quoted(folder.model)
      let next =
        verdict.isClassifier
        ? "assay predict -m \(model) NEW_FILE -o labeled.csv"
        : "assay complete -m \(model) -p PROMPT"
      let lines =
        verdict.sentences.map { "\($0)" }
        + [
          "report:   \(folder.report)", "model:    \(folder.model)",
          "commands: \(folder.commands)", "next: \(next)",
        ]
      Terminal.printLines(lines)
    }
  }
}

/// Asks which columns hold the texts and the labels, where a table does not say so by their names.
struct ColumnQuestion {
  let file: String
  let input: InputOptions

  /// Puts the answers into the options; asks nothing where the columns are known.
  /// - Throws: `AssayError` when the file cannot be read.
  func ask(_ options: inout CheckOptions) throws(AssayError) {
    guard input.promptTemplate == nil else { return }
    let source = try TableSource(path: file, options: input.reading)
    var reader = try source.open()
    guard source.format != .txt, let batch = try reader.next(), batch.columns.count > 1,
      !batch.columns.contains("messages")
    else { return }
    if input.names.index(of: .prompt, in: batch.columns) == nil {
      options.promptColumn = answer("Which column holds the texts?", .prompt, batch)
    }
    if input.names.index(of: .completion, in: batch.columns) == nil {
      options.completionColumn = answer(
        "Which column holds the labels or answers?", .completion, batch)
    }
  }

  /// - Returns: nil at the end of the input.
  private func answer(_ question: String, _ field: Field, _ batch: RowBatch) -> String? {
    let columns = batch.columns
    let usual = MissingColumns.usualColumn(for: field, in: columns)
    for line in Self.table(of: batch) { Terminal.printError(line) }
    while true {
      let offer = usual.flatMap { columns.firstIndex(of: $0) }.map { " [\($0 + 1)]" } ?? ""
      Terminal.printPartialError("\(question)\(offer) ")
      guard let line = readLine() else { return nil }
      let text = line.filter { !$0.isWhitespace }
      if text.isEmpty, let usual { return usual }
      if let number = Int(text), columns.indices.contains(number - 1) { return columns[number - 1] }
      if let name = Self.column(named: line, in: columns) { return name }
      Terminal.printError("Please answer by a number or a name.")
    }
  }

  /// The column of a name; capitals and the space around it count only where they tell columns apart.
  private static func column(named text: String, in columns: [String]) -> String? {
    if columns.contains(text) { return text }
    let alike = columns.filter { plain($0) == plain(text) }
    return alike.count == 1 ? alike[0] : nil
  }

  private static func plain(_ name: String) -> String {
    name.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }

  /// The columns by number, each with what stands in it first.
  private static func table(of batch: RowBatch) -> [String] {
    let names = batch.columns.map { TerminalWidth.cut(VisibleText.escaped($0), to: 24) }
    let width = names.map { TerminalWidth.of($0) }.max() ?? 0
    let numberWidth = String(names.count).count
    return names.enumerated().map { index, name in
      let number = String(index + 1)
      let texts = (0..<min(batch.count, 20)).lazy.map { batch[$0].text(index) }
      let sample = texts.first { text in !text.allSatisfy(\.isWhitespace) } ?? ""
      let line =
        "  " + String(repeating: " ", count: numberWidth - number.count) + "\(number)  \(name)"
        + String(repeating: " ", count: width - TerminalWidth.of(name))
        + (sample.isEmpty ? "  (empty)" : "  \(VisibleText.escaped(sample))")
      return TerminalWidth.cut(line, to: Terminal.width - 1)
    }
  }
}
