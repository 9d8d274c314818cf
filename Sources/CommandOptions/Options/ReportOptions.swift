// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import AssayCore
import Console
import Platform
package import Reports

/// In which form a report is wanted and where.
package struct ReportOptions: ParsableArguments {
  package init() {}

  package enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, csv, markdown, html, xlsx

    static let help = ArgumentHelp(
      "The form of the report; without it what the name of the file says, else text.",
      valueName: "format")

    /// The form that the name of a file asks for.
    init?(file: String?) {
      let form: Format? =
        switch file?.split(separator: ".").last?.lowercased() ?? "" {
        case "json": .json
        case "csv": .csv
        case "md", "markdown": .markdown
        case "html", "htm": .html
        case "xlsx": .xlsx
        default: nil
        }
      guard let form else { return nil }
      self = form
    }
  }

  @Option(name: .customLong("format"), help: Format.help)
  private var givenFormat: Format?

  /// What was asked for, or what the name of the file says.
  package var format: Format { givenFormat ?? Format(file: output) ?? .text }

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the report to a file instead of standard output.", valueName: "file"))
  package var output: String?

  @OptionGroup package var replacing: ReplacingOptions

  /// Whether the report goes to standard output.
  private var isStandardOutput: Bool { output == nil || output == "-" }

  /// Fails early where the answer could not be shown.
  package func validate() throws {
    if format == .xlsx && isStandardOutput && Terminal.outputIsTerminal {
      throw ValidationError("a workbook is not for the terminal; name a file with --output")
    }
  }

  /// Renders the report and writes it to where it belongs.
  package func write(_ report: Report, colored: Bool) throws(AssayError) {
    try format.write(report, to: output, colored: colored)
  }
}

/// The same for commands whose `-o` is something else.
package struct LongReportOptions: ParsableArguments {
  package init() {}

  @Option(name: .customLong("format"), help: ReportOptions.Format.help)
  private var givenFormat: ReportOptions.Format?

  private var format: ReportOptions.Format {
    givenFormat ?? ReportOptions.Format(file: output) ?? .text
  }

  @Option(
    help: ArgumentHelp("Write the report to a file instead of standard output.", valueName: "file"))
  package var output: String?

  @OptionGroup package var replacing: ReplacingOptions

  package func write(_ report: Report, colored: Bool) throws(AssayError) {
    try format.write(report, to: output, colored: colored)
  }
}

extension ReportOptions.Format {
  /// Renders a report and writes it to a file, or to standard output where there is none.
  fileprivate func write(
    _ report: Report, to output: String?, colored: Bool
  ) throws(AssayError) {
    guard let output, output != "-" else {
      return Terminal.printResult(try render(report, colored: colored))
    }
    try AtomicFile.write(render(report, colored: false), to: output)
  }

  private func render(_ report: Report, colored: Bool) throws(AssayError) -> [UInt8] {
    let report = try withOrigin(report)
    return switch self {
    case .text: Array(TextReport(colored: colored).render(report).utf8)
    case .json: Array(JSONReport.render(report).utf8)
    case .csv: Array(CSVReport.render(report).utf8)
    case .markdown: Array(MarkdownReport.render(report).utf8)
    case .html: Array(HTMLReport.render(report).utf8)
    case .xlsx: try WorkbookReport.render(report)
    }
  }

  /// The report with how it was made, in the forms that people keep.
  private func withOrigin(_ report: Report) throws(AssayError) -> Report {
    guard [.markdown, .html, .xlsx].contains(self) else { return report }
    var report = report
    report.origin = try .ofThisCommand(report.inputs)
    return report
  }
}

extension ReportOrigin {
  /// How what this process writes was made.
  package static func ofThisCommand(_ inputs: [String]) throws(AssayError) -> ReportOrigin {
    ReportOrigin(
      program: "assay \(Version.text)",
      command: ShellWord.command(Array(CommandLine.arguments.dropFirst())), seconds: moment,
      inputs: try Self.inputs(inputs))
  }
}
