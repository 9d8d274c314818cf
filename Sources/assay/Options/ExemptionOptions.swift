// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Workflows

/// What is known and not to be reported.
struct ExemptionOptions: ParsableArguments {
  @Option(
    help: "Findings that were there before: only others are reported.", completion: .file())
  var baseline: String?

  @Flag(help: "Write all findings to the baseline, assay-baseline.json unless named.")
  var writeBaseline = false

  @Flag(help: "Exit status 1 when the baseline holds findings that are gone.")
  var strictBaseline = false

  @Option(
    help: "Suppressions with reasons; without it assay.ignore beside the configuration.",
    completion: .file())
  var suppressions: String?

  var known: KnownFindings.Options {
    var known = KnownFindings.Options()
    known.baseline = baseline
    known.writesBaseline = writeBaseline
    known.suppressions = suppressions
    return known
  }
}
