// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import Workflows

/// What is known and not to be reported.
package struct ExemptionOptions: ParsableArguments {
  package init() {}

  @Option(
    help: "Findings that were there before: only others are reported.", completion: .file())
  package var baseline: String?

  @Flag(help: "Write all findings to the baseline, assay-baseline.json unless named.")
  package var writeBaseline = false

  @Flag(help: "Exit status 1 when the baseline holds findings that are gone.")
  package var strictBaseline = false

  @Option(
    help: "Suppressions with reasons; without it assay.ignore beside the configuration.",
    completion: .file())
  package var suppressions: String?

  package var known: KnownFindings.Options {
    var known = KnownFindings.Options()
    known.baseline = baseline
    known.writesBaseline = writeBaseline
    known.suppressions = suppressions
    return known
  }
}
