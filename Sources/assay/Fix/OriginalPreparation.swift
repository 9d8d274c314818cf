// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CommandOptions
import Console
import Platform
import PrepareData
import Workflows

/// Runs the original preparation on the terminal: the transcript and the warnings on standard error,
/// the names of the files written on standard output.
enum OriginalPreparation {
  /// - Throws: `AssayError` when the file cannot be prepared, or answers are needed and standard
  ///   input is no terminal.
  static func run(
    file: String, acceptsAll: Bool, options: OutputOptions
  ) throws(AssayError) {
    guard acceptsAll || Confirmation.canAsk else {
      throw AssayError(
        "questions can only be answered on a terminal", at: Location(file: file),
        remedy: "Use --yes to accept all recommended fixes")
    }
    let dialogue = Preparation.Dialogue(say: options.say) { question in
      guard acceptsAll else { return ask(question) }
      options.say("\(question): yes")
      return true
    }
    report(try OriginalFixing.run(file, dialogue: dialogue), file: file, options: options)
  }

  /// Asks until the answer is `y` or `n`; an empty answer is yes, the end of the input is no.
  private static func ask(_ question: String) -> Bool {
    while true {
      Terminal.printPartialError("\(question) [Y/n]: ")
      switch readLine() {
      case "y", "Y", "": return true
      case "n", "N", nil: return false
      default: Terminal.printError("Please answer y or n")
      }
    }
  }

  private static func report(
    _ result: OriginalFixing.Result, file: String, options: OutputOptions
  ) {
    let outcome = result.outcome
    for finding in result.findings {
      let line = finding.places.first.map { ":\($0.line)" } ?? ""
      options.say(
        "\(file)\(line): \(finding.code) \(finding.severity): \(finding.message). \(finding.help)")
    }
    for (name, rows) in zip(outcome.files, outcome.rowCounts) {
      options.say("wrote \(Plural.counted(rows, "row")) to \(name)")
      Terminal.printResult(name + "\n")
    }
    if outcome.isDeclined { return options.say("nothing was written") }
    if outcome.files.isEmpty { options.say("\(file) can be used as it is") }
    options.say(advice(outcome, file: file))
  }

  private static func advice(_ outcome: PreparationOutcome, file: String) -> String {
    let files = outcome.files.isEmpty ? [file] : outcome.files
    var lines = ["task: \(outcome.task.rawValue)"]
    if let classes = outcome.classCount { lines.append("classes: \(classes)") }
    lines.append(
      "train: assay train -t '\(files[0])'" + (files.count > 1 ? " -v '\(files[1])'" : ""))
    if outcome.separator != "``" { lines.append("end each prompt with \(outcome.separator)") }
    if outcome.ending != "``" { lines.append("stop generating at \(outcome.ending)") }
    return lines.joined(separator: "\n")
  }
}
