// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CommandOptions
import Console
import Records
import RuleEngine
import Workflows

/// Asks a person on the terminal.
struct PersonsAnswers: FixAnswers {
  /// Whether unsafe fixes were asked for; else no is the answer that is offered for them.
  var wantsUnsafe = true

  func accepts(_ question: FixQuestion) -> Bool {
    switch question {
    case .fix(let offer):
      Terminal.printError("\(offer.finding.code) \(offer.finding.message)")
      return Confirmation.ask(
        "  \(offer.step.title)?", isRecommended: wantsUnsafe || offer.grade == .safe)
    case .split: return Confirmation.ask("Split into training and validation?")
    case .replace(let path): return ReplacingOptions.mayReplace(path)
    }
  }
}
