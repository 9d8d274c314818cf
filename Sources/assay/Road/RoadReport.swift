// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CommandOptions
import Console
import Platform
import Reports
import Road
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
