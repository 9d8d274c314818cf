// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Console
import Foundation
import Platform

/// How much a command says and in what dress; every command has these options.
struct OutputOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Say nothing but the result and errors.")
  var quiet = false

  @Flag(help: "Say more about what is done.")
  var verbose = false

  @Flag(help: "No color, also on a terminal; the variable NO_COLOR does the same.")
  var noColor = false

  /// Whether the result may be colored: only on a terminal, and when nobody objects.
  var colored: Bool {
    let objection = Environment["NO_COLOR"] ?? ""
    return !noColor && objection.isEmpty && Terminal.outputIsTerminal
  }

  /// Says something beside the result, unless `--quiet`.
  func say(_ line: String) {
    if !quiet { Terminal.printError(line) }
  }

  /// A line that shows how far a job is, unless `--quiet`.
  func progressLine(_ label: String) -> ProgressLine { ProgressLine(label, isQuiet: quiet) }
  /// Says which command comes next, in one piece, unless `--quiet`.
  func advise(_ command: String, after start: String = "next:") {
    if !quiet { Terminal.printError("\(start) \(command)", isCommand: true) }
  }

  /// Says something only with `--verbose`.
  func explain(_ line: String) {
    if verbose && !quiet { Terminal.printError(line) }
  }
}
