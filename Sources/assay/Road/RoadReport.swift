// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CommandOptions
import Console
import ModelStore
import Platform
import Reports
import Road
import Workflows

/// What `assay run` says: each step and what came of it on standard error, the verdict and the files on
/// standard output.
final class RoadReport {
  private let options: OutputOptions
  private let training: TrainingReport
  /// Made when it is first needed: its time begins then.
  private lazy var measuring = EvaluateProgress(options)
  private let file: String

  init(options: OutputOptions, file: String) {
    self.options = options
    self.file = file
    training = TrainingReport(options: options)
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
    case .slower:
      training.finish()
      options.say("slower      than was foretold: the training begins anew, with less")
    case .trained(let record): training.tellKept(record)
    case .measuring(let event): measuring.event(event)
    }
  }

  private func begin(_ step: RoadStep, _ detail: String) {
    let number = (RoadStep.allCases.firstIndex(of: step) ?? 0) + 1
    options.say(
      "[\(number)/\(RoadStep.allCases.count)] \(step.rawValue) \(VisibleText.escaped(detail))")
  }

  private func show(_ result: FixResult) {
    let summary = FixSummary(result: result)
    for line in summary.changeLines + summary.leftLines {
      options.say("            \(line.drop { $0 == " " })")
    }
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
      let next = TrainingAdvice.use(folder.model, isClassifier: verdict.isClassifier)
      let lines =
        verdict.sentences + leftLines(verdict.left.filter(\.isWarning))
        + [
          "report:   \(folder.report)", "model:    \(folder.model)",
          "commands: \(folder.commands)", "next: \(next)",
        ]
      Terminal.printLines(lines)
      if let better = linearModel(than: verdict, in: folder) {
        options.advise(better, after: "the linear model does better on these rows; to have it:")
      }
      if let repair = repair(of: verdict.left.filter(\.isWarning)) {
        options.advise(repair, after: "to put right what is left:")
      }
    }
  }

  /// What a reader of the figures has to know of the rows.
  private func leftLines(_ left: [RoadLeftover]) -> [String] {
    left.map { "left in the data: \($0.severity) \($0.code) \($0.message)" }
  }

  /// The command that makes the linear model, where it is clearly the better one.
  private func linearModel(than verdict: RoadVerdict, in folder: RoadFolder) -> String? {
    guard verdict.isLinearBetter else { return nil }
    var beside = folder.path
    while beside.hasSuffix("/") { beside.removeLast() }
    let words = [
      "train", "-t", folder.trainingFile, "-v", folder.validationFile, "-m",
      LinearModelFile.baseName, "-o", "\(beside)_linear",
    ]
    return ShellWord.command(words)
  }

  /// The same run with the fixes that put right what is left; nil where none does.
  private func repair(of left: [RoadLeftover]) -> String? {
    guard left.contains(where: \.needsUnsafeFix) else { return nil }
    // What is asked for by these words is asked for once.
    let words = CommandLine.arguments.dropFirst().filter {
      !["--resume", "--overwrite", "--unsafe-fixes"].contains($0)
    }
    return ShellWord.command(words + ["--unsafe-fixes", "--overwrite"])
  }
}
