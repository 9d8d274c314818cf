// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import Workflows

/// How rows are divided into training and validation.
package struct SplitOptions: ParsableArguments {
  package init() {}

  @Flag(help: "Write one file; without it a classification is split into training and validation.")
  package var noSplit = false

  @Flag(help: "Split without asking, and free texts too; rows with the same prompt stay together.")
  package var split = false

  @Option(
    help: """
      The share of the rows for validation; without it a fifth, at most 1000 rows, or a tenth of free \
      texts.
      """)
  package var validFraction: Double?

  @Option(help: "The seed of the split.")
  package var seed = FixRequest.Division.defaultSeed

  package var division: FixRequest.Division? {
    guard !noSplit else { return nil }
    var division = FixRequest.Division(fraction: validFraction, seed: seed)
    division.isSettled = split
    if split {
      division.textFraction = validFraction ?? FixRequest.Division.defaultTextFraction
    }
    return division
  }

  package func validate() throws {
    if split && noSplit { throw ValidationError("--split and --no-split contradict each other") }
    guard let validFraction else { return }
    if noSplit { throw ValidationError("--valid-fraction and --no-split contradict each other") }
    if !(validFraction > 0 && validFraction < 1) {
      throw ValidationError("--valid-fraction must lie between 0 and 1")
    }
  }
}
