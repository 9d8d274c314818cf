// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
import AssayCore

/// What `assay fix` may do, and where the result goes.
package struct FixOptions: ParsableArguments {
  package init() {}

  /// Whose rules the output follows.
  package enum Profile: String, CaseIterable, ExpressibleByArgument {
    case auto, openai
  }

  @Flag(name: .shortAndLong, help: "Make all recommended fixes without asking.")
  package var yes = false

  @Option(help: "Only the fixes of rules whose code starts so, such as SEP,WSP001.")
  package var only: String?

  @Flag(help: "Offer unsafe fixes too: they drop rows or change what you wrote.")
  package var unsafeFixes = false

  @Flag(help: "Show the rows that would change and write nothing.")
  package var diff = false

  @Flag(help: "Say what would be done and write nothing.")
  package var dryRun = false

  @Option(
    name: .shortAndLong,
    help: """
      The file to write, - for standard output; without it STEM_prepared.jsonl. Where rows are split, \
      NAME_train.jsonl and NAME_valid.jsonl are written in its place.
      """,
    completion: .file())
  package var output: String?

  @OptionGroup package var replacing: ReplacingOptions

  @Option(
    help:
      "A file for the list of all changed and dropped rows with their new numbers, as JSON lines.",
    completion: .file())
  package var report: String?

  @Option(
    help: "Make what assay review decided about rows first: labels changed, rows dropped.",
    completion: .file())
  package var decisions: String?

  @Option(help: "How what was done is told on standard output.")
  package var format: DescriptionFormat = .text

  @Option(
    help: "auto, or openai: the very files that `openai tools fine_tunes.prepare_data` writes.")
  package var profile: Profile = .auto

  package func validate() throws {
    if diff && dryRun {
      throw ValidationError("--diff writes nothing already; leave out --dry-run")
    }
    if format == .json && (diff || output == "-") {
      throw ValidationError("--format json needs standard output for itself; write rows to a file")
    }
    if let only, RuleOptions.codes(only).isEmpty {
      throw ValidationError(
        "--only names no rule: give codes such as SEP,WSP001, or leave it out for all fixes."
          + " assay convert writes rows anew without any")
    }
    let changes = [
      format == .json, diff, dryRun, unsafeFixes, replacing.overwrite, only != nil, output != nil,
      report != nil,
      decisions != nil,
    ]
    if profile == .openai && changes.contains(true) {
      throw ValidationError(
        "--profile openai does what the original tool does; it goes with --yes alone")
    }
  }
}
