// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Workflows

/// How a classification is divided into training and validation.
struct SplitOptions: ParsableArguments {
  @Flag(help: "Write one file; without it a classification is split into training and validation.")
  var noSplit = false

  @Option(help: "The share of the rows for validation; without it a fifth, at most 1000 rows.")
  var validFraction: Double?

  @Option(help: "The seed of the split.")
  var seed = FixRequest.Division.defaultSeed

  var division: FixRequest.Division? {
    noSplit ? nil : FixRequest.Division(fraction: validFraction, seed: seed)
  }

  func validate() throws {
    guard let validFraction else { return }
    if noSplit { throw ValidationError("--valid-fraction and --no-split contradict each other") }
    if !(validFraction > 0 && validFraction < 1) {
      throw ValidationError("--valid-fraction must lie between 0 and 1")
    }
  }
}
