// SPDX-License-Identifier: Apache-2.0

import CommandOptions
import Console
import Dataset
import Platform
import Workflows

/// Shows how far the measuring of models is.
final class EvaluateProgress {
  private let output: OutputOptions
  /// What is said to happen to rows; nil names the model.
  private let evaluating: String?
  private var line: ProgressLine?
  /// Two models may read one file.
  private var warned: Set<String> = []

  init(_ output: OutputOptions, evaluating: String? = nil) {
    self.output = output
    self.evaluating = evaluating
  }

  func event(_ event: EvaluateEvent) {
    switch event {
    case .precision(let choice): output.say("precision   \(ComputeOptions.text(choice))")
    case .evaluated(let model, let done, let total):
      show(evaluating ?? "evaluating \(model)", done, total: total)
    case .generated(let done, let total): show("generating", done, total: total)
    case .resampled(let done, let total): show("resampling", done, total: total)
    case .prepared(let file, let change):
      finish()
      output.say("prepared    \(file): \(VisibleText.escaped(change))")
    case .warning(let text):
      guard warned.insert(text).inserted else { return }
      finish()
      output.say("warning: \(VisibleText.escaped(text))")
    case .finished: finish()
    }
  }

  func finish() {
    line?.finish()
    line = nil
  }

  private func show(_ label: String, _ done: Int, total: Int) {
    let line = line ?? output.progressLine(label)
    self.line = line
    line.update(done: done, of: total)
  }
}
