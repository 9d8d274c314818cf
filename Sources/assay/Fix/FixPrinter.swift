// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CommandOptions
import Console
import Decisions
import Fixes
import JSON
import RuleEngine
import Workflows

/// Shows what a fix does and did: the names of the files that it wrote on standard output, or what was
/// asked for in their place (the rows, the changes, a dry run's account); all else on standard error.
struct FixPrinter {
  private let output: OutputOptions
  private let format: DescriptionFormat

  init(_ output: OutputOptions, format: DescriptionFormat) {
    self.output = output
    self.format = format
  }

  /// Tells what goes on.
  func event(_ event: FixEvent) throws(AssayError) {
    switch event {
    case .withheld(let codes):
      output.say("not without --unsafe-fixes: \(codes.joined(separator: ", "))")
    case .rows(let lines): Terminal.printResult(lines)
    case .changes(let text): Terminal.printResult(text)
    }
  }

  func print(_ result: FixResult) {
    let summary = FixSummary(result: result)
    for line in result.decisions?.lines ?? [] { output.say(line) }
    if format == .json { return Terminal.printResult(summary.json.indented) }
    switch result.action {
    case .shown: break
    case .counted: Terminal.printLines(summary.lines)
    case .none: output.say(summary.unchangedLine)
    case .written:
      for line in summary.lines { output.say(line) }
      if result.names.train != "-" {
        Terminal.printResult(result.names.all.map { $0 + "\n" }.joined())
      }
    }
    for line in summary.leftLines { output.say(line) }
    switch summary.next {
    case .command(let command): output.advise(command)
    case .words(let words): output.say("next: \(words)")
    case nil: break
    }
  }
}
