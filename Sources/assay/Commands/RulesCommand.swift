// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import JSON
import RuleEngine
import RuleLibrary

/// `assay rules`: lists the rules, explains some, or runs the examples of a folder of rules.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Lists the rules, or explains some of them.",
    discussion: """
      Examples:
        assay rules
        assay rules SEP004
        assay rules --format markdown > rules.md
        assay rules --check my-rules/
      """)

  /// How rules are printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, markdown
    /// A JSON schema of `assay.yaml` with the codes of the rules.
    case schema
  }

  @Argument(help: "Codes or their beginnings, such as SEP004 or SEP.")
  var codes: [String] = []

  @Option(
    help: "How rules are printed: text, json or markdown; schema: a JSON schema of assay.yaml.")
  var format: Format = .text

  @Option(help: "Run the examples of the rule files in a folder.", completion: .directory)
  var check: String?

  @Option(help: "A folder with more rule files.", completion: .directory)
  var rules: String?

  @OptionGroup var tokenizerOptions: TokenizerOptions
  @OptionGroup var outputOptions: OutputOptions

  func run() throws {
    if let check { return try runExamples(in: check) }
    var set = try RuleLibrary.rules(addingFolder: rules, examples: true)
    if !codes.isEmpty { set = try set.selected(codes.map { $0.uppercased() }, ignoring: []) }
    switch format {
    case .text:
      let pages = RulePages(set.rules)
      guard codes.isEmpty else {
        return Terminal.printResult(pages.explanations(width: Terminal.width))
      }
      Terminal.printLines(pages.list.split(separator: "\n").map(String.init))
    case .json: Terminal.printResult(RulePages(set.rules).json.indented)
    case .schema:
      Terminal.printResult(ConfigurationSchema.json(set.rules).indented)
    case .markdown: Terminal.printResult(RulePages(set.rules).markdown)
    }
  }

  private func runExamples(in folder: String) throws {
    let tokenizer = try tokenizerOptions.load()
    let (rules, errors) = try RuleLibrary.examine(folder: folder)
    for error in errors { Terminal.printFailure(error) }
    var count = 0
    for rule in rules {
      let faults = RuleLibrary.examiner(of: rule, tokenizer: tokenizer).faults()
      count += faults.count
      for fault in faults { Terminal.printResult("\(rule.path): \(fault)\n") }
    }
    outputOptions.say(
      "\(rules.count) rule\(rules.count == 1 ? "" : "s"), \(count) fault\(count == 1 ? "" : "s")")
    if !errors.isEmpty { throw ExitStatus.couldNotRun }
    if count > 0 { throw ExitStatus.findings }
  }
}
