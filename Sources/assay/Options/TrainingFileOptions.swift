// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// What nine of ten calls of `assay train` give.
struct TrainingFileOptions: ParsableArguments {
  @Option(name: [.short, .customLong("training-file")], help: "The training file.")
  var trainingFile: String?

  @Option(name: [.short, .customLong("validation-file")], help: "The validation file.")
  var validationFile: String?

  @Option(
    name: .shortAndLong,
    help: """
      A model of the store, a folder with one, or a shape with random weights: its name, such as nano, \
      or its config.json; without it nano.
      """)
  var model: String?

  @Option(
    name: .shortAndLong,
    help: "The folder for the model; without one it goes to the store under a name of its own.")
  var output: String?
}
