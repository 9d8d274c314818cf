// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import Sweep

/// What a search for settings starts from and how it goes.
package struct SearchOptions: ParsableArguments {
  package init() {}

  @Option(name: [.short, .customLong("training-file")], help: "The training file.")
  package var trainingFile: String

  @Option(name: [.short, .customLong("validation-file")], help: "The validation file.")
  package var validationFile: String?

  @Option(name: .shortAndLong, help: "The model to start from, as for assay train.")
  package var model = "nano"

  @Option(
    name: .customShort("o"), help: ArgumentHelp("The folder of the search.", valueName: "folder"))
  package var folder: String

  @Option(
    help: ArgumentHelp(
      "A hyperparameter to vary and its values; may be repeated.",
      valueName: "name=from..to or name=a,b"))
  package var search: [String] = []

  @Option(help: "How many settings to try.")
  package var trials = 9

  @Option(help: "random: a whole run for each; halving: parts of the steps first.")
  package var method = TuneRequest.Method.random

  @Option(
    help: ArgumentHelp(
      "Choose among these models, smallest first.", valueName: "nano,micro,gpt2"))
  package var sizes: String?

  @Option(
    help: "With --sizes, a smaller model is as good when it is worse by no more than this share.")
  package var tolerance = 0.02

  @Option(help: "The share of the training rows; with --sizes a quarter without it.")
  package var part: Double?

  @Option(help: "The seed of the search.")
  package var searchSeed = 42

  package func validate() throws {
    if let part, !(part > 0 && part <= 1) {
      throw ValidationError("--part must be over 0 and up to 1")
    }
    guard tolerance >= 0, tolerance < 1 else {
      throw ValidationError("--tolerance must be at least 0 and under 1")
    }
  }
}

extension TuneRequest.Method: ExpressibleByArgument {}
