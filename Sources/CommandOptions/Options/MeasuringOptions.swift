// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import AssayCore
package import Evaluation

/// What an evaluation measures; shared by the commands that compute figures.
package struct MeasuringOptions: ParsableArguments {
  package init() {}

  @Option(
    help: ArgumentHelp(
      "The class that precision, recall and the curves are about; of two classes the last by default.",
      valueName: "name"))
  package var positiveClass: String?

  @Option(
    name: [.customLong("betas"), .customLong("beta")],
    help: ArgumentHelp("The betas of the F scores.", valueName: "0.5,1,2"),
    transform: BetaList.init(parsing:))
  package var betas = BetaList([0.5, 1, 2])

  @Option(help: "A row is positive when its probability is above this.")
  package var threshold = 0.5

  @Option(
    help: ArgumentHelp("Confidence intervals from so many stratified resamples.", valueName: "n"))
  package var bootstrap = 0

  @Option(help: "The seed of the resamples.")
  package var seed: UInt64 = 0

  /// The options as the evaluation takes them.
  package func options() throws(AssayError) -> EvaluationOptions {
    var options = EvaluationOptions()
    options.positiveClass = positiveClass
    options.betas = betas.values
    guard (0...1).contains(threshold) else {
      throw AssayError("--threshold is \(threshold)", remedy: "Give a probability from 0 to 1")
    }
    guard (0...1_000_000).contains(bootstrap) else {
      throw AssayError(
        "--bootstrap is \(bootstrap)", remedy: "Give a number of resamples such as 1000")
    }
    options.threshold = threshold
    options.bootstrap = bootstrap
    options.seed = seed
    return options
  }
}
