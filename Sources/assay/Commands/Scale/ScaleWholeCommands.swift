// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import JSON
import RuleEngine
import Scale
import Workflows

/// `assay scale merge`: joins the surveys of all shards.
struct ScaleMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Joins the surveys of all shards into a profile.",
    discussion: """
      Examples:
        assay scale merge s/* --shards 8 -o profile

      Prints what an engine must know as JSON: "again" asks for another survey of all \
      shards, with --profile; "conflicts" says whether rows of one prompt with different \
      completions are to be found, and "bare" whether completions must differ without the \
      space around them for that.
      """)

  @Argument(help: "The surveys of all shards.", completion: .file())
  var surveys: [String]

  @Option(help: "How many shards there are, so that none is forgotten.")
  var shards: Int

  @OptionGroup var phase: PhaseOptions

  func run() throws {
    let run = try phase.run(handedOn: surveys[0])
    try phase.replacing.require([phase.output], apartFrom: surveys)
    let whole = try WholeSurvey(merging: surveys, count: shards, by: run)
    try PhaseFile(whole, by: run).write(to: phase.output)
    let facts = try whole.keyFacts(run)
    let told: JSONValue = [
      "shards": .integer(whole.shards.count), "again": .bool(whole.needsSurvey),
      "conflicts": .bool(facts.conflicts), "bare": .bool(!facts.sharesEdges),
    ]
    Terminal.printResult(told.text() + "\n")
  }
}

/// `assay scale settle`: joins the second looks.
struct ScaleSettleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settle", abstract: "Joins the second looks at all shards.",
    discussion: """
      Examples:
        assay scale settle l/* --profile profile -o settled
      """)

  @Argument(help: "The second looks at all shards.", completion: .file())
  var looks: [String]

  @Option(help: "What assay scale merge wrote.", completion: .file())
  var profile: String

  @OptionGroup var phase: PhaseOptions

  func run() throws {
    try phase.write(knowing: profile, apartFrom: looks) { whole, run throws(AssayError) in
      try whole.settled(looks, by: run)
    }
  }
}

/// `assay scale compare`: compares the rows that may be nearly equal.
struct ScaleCompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compares the sketches of rows that may be nearly equal.",
    usage: "assay scale compare [<options>] L ... --sketches T ... --profile P -o FILE",
    discussion: """
      Examples:
        assay scale compare l/* --sketches t/* --profile settled -o compared
      """)

  @Argument(help: "The second looks at all shards.", completion: .file())
  var looks: [String]

  @Option(
    parsing: .upToNextOption, help: "The sketches of all shards.", completion: .file())
  var sketches: [String]

  @Option(help: "What assay scale settle wrote.", completion: .file())
  var profile: String

  @OptionGroup var phase: PhaseOptions

  func run() throws {
    try phase.write(knowing: profile, apartFrom: looks + sketches) {
      whole, run throws(AssayError) in
      try whole.compared(looks, sketches: sketches, by: run)
    }
  }
}

/// `assay scale report`: the findings of all shards.
struct ScaleReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Joins the findings of all shards and prints them.",
    discussion: """
      Examples:
        assay scale report f/* --profile compared --format json

      The exit status is 0 whatever is found.
      """)

  @Argument(help: "The findings of all shards.", completion: .file())
  var findings: [String]

  @Option(help: "What assay scale compare wrote.", completion: .file())
  var profile: String

  @Flag(help: "Also print figures about the data.")
  var statistics = false

  @OptionGroup var findingOptions: FindingOutputOptions
  @OptionGroup var checkingOptions: CheckingOptions
  @OptionGroup var outputOptions: OutputOptions

  func run() throws {
    var look = RenderOptions()
    look.showsStatistics = statistics
    look.version = Version.text
    let printer = try LintPrinter(findingOptions.targets(), outputOptions, options: look)
    try findingOptions.replacing.require(printer.paths, apartFrom: findings + [profile])
    let run = try PhaseRun(
      checkingOptions.options, version: Version.text, handedOn: profile)
    let (report, rules) = try WholeSurvey.read(profile, by: run).report(findings, by: run)
    try printer.print(LintResult(report, rules: rules))
  }
}
