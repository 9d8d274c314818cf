// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import Reports

/// In which form a report is wanted and where.
struct ReportOptions: ParsableArguments {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  @Option(help: "The form of the report.")
  var format = Format.text

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the report to a file instead of standard output.", valueName: "file"))
  var output: String?

  /// Renders the report and writes it to where it belongs.
  func write(_ report: Report, colored: Bool) throws(AssayError) {
    let path = output == "-" ? nil : output
    let text =
      switch format {
      case .text: TextRenderer(colored: colored && path == nil).render(report)
      case .json: JSONRenderer.render(report)
      }
    if let path {
      try AtomicFile.write(text.utf8, to: path)
    } else {
      Terminal.printResult(text)
    }
  }
}
