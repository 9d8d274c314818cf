// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
package import Console
import Foundation
import Platform

/// How much a command says and in what dress; every command has these options.
package struct OutputOptions: ParsableArguments {
  package init() {}

  @Flag(name: .shortAndLong, help: "Say nothing but the result and errors.")
  package var quiet = false

  @Flag(help: "Say more about what is done, and the time and memory that it took.")
  package var verbose = false

  @Flag(help: "No color, also on a terminal; the variable NO_COLOR does the same.")
  package var noColor = false

  /// Whether the result may be colored: only on a terminal, and when nobody objects.
  package var colored: Bool {
    let objection = Environment["NO_COLOR"] ?? ""
    return !noColor && objection.isEmpty && Terminal.outputIsTerminal
  }

  /// Says something beside the result, unless `--quiet`.
  package func say(_ line: String) {
    if !quiet { Terminal.printError(line) }
  }

  /// A line that shows how far a job is, unless `--quiet`.
  package func progressLine(_ label: String) -> ProgressLine { ProgressLine(label, isQuiet: quiet) }

  /// Says which command comes next, to be copied, unless `--quiet`.
  package func advise(_ command: String, after start: String = "next:") {
    if !quiet { Terminal.printCommand("\(start) \(command)") }
  }

  /// Says something only with `--verbose`.
  package func explain(_ line: String) {
    if verbose && !quiet { Terminal.printError(line) }
  }
}
