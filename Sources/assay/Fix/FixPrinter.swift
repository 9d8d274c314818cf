// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CommandOptions
import Console
import Decisions
import Fixes
import JSON
import RuleEngine
import Workflows

/// Shows what a fix does and did: results on standard output, the rest on standard error.
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
    if format == .json { return Terminal.printResult(summary.json.text(indented: true) + "\n") }
    switch result.action {
    // Whoever wants nothing but the result wants the files.
    case .written where output.quiet && result.names.train != "-":
      Terminal.printResult(result.names.all.map { $0 + "\n" }.joined())
    case .shown: break
    case .none: Terminal.printLines([summary.unchangedLine])
    case .counted, .written:
      if result.names.train == "-" {
        for line in summary.lines { output.say(line) }
      } else {
        Terminal.printLines(summary.lines)
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
