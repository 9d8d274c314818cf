// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Platform
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
    case .began(let step, let detail): begin(step, detail)
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
      options.say(
        "stopped; go on with: assay run \(ShellWord.quoted(file)) "
          + "-o \(ShellWord.quoted(folder.path)) --resume")
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
      Terminal.printResult(lines.joined(separator: "\n") + "\n")
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
      options.promptColumn = answer("Which column holds the texts?", .prompt, batch.columns)
    }
    if input.names.index(of: .completion, in: batch.columns) == nil {
      options.completionColumn = answer(
        "Which column holds the labels or answers?", .completion, batch.columns)
    }
  }

  /// - Returns: nil at the end of the input.
  private func answer(_ question: String, _ field: Field, _ columns: [String]) -> String? {
    let usual = MissingColumns.usualColumn(for: field, in: columns)
    for (number, name) in columns.enumerated() {
      Terminal.printError("  \(number + 1)  \(VisibleText.escaped(name))")
    }
    while true {
      let offer = usual.flatMap { columns.firstIndex(of: $0) }.map { " [\($0 + 1)]" } ?? ""
      Terminal.printPartialError("\(question)\(offer) ")
      guard let line = readLine() else { return nil }
      let text = line.filter { !$0.isWhitespace }
      if text.isEmpty, let usual { return usual }
      if let number = Int(text), columns.indices.contains(number - 1) { return columns[number - 1] }
      if columns.contains(line) { return line }
      Terminal.printError("Please answer by a number or a name.")
    }
  }
}
