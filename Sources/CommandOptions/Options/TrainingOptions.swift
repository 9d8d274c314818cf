// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import Training

/// The hyperparameters of `assay train`; one that is not given is chosen by `TrainingDefaults`.
package struct TrainingOptions: HyperparameterOptions {
  package init() {}

  /// All but the precision, whose option other commands have too.
  package static let offered = HyperparameterTable.declarations.filter { $0.name != "precision" }

  package var hyperparameters = Hyperparameters()

  package mutating func validate() throws {
    if let fault = hyperparameters.fault { throw ValidationError(fault) }
  }
}

/// The hyperparameters of `assay jobs create`: those that the API of the service offers.
package struct JobHyperparameterOptions: HyperparameterOptions {
  package init() {}

  package static let offered = HyperparameterTable.declarations.filter { $0.api != nil }

  /// The API's name where it is another: `--n_epochs`, as OpenAI's own command line has it.
  package static func alias(of declaration: HyperparameterDeclaration) -> String? {
    declaration.api.flatMap { $0.name == declaration.name ? nil : $0.name }
  }

  package var hyperparameters = Hyperparameters()

  package mutating func validate() throws {
    if let fault = hyperparameters.fault { throw ValidationError(fault) }
  }
}

/// What nine of ten calls of `assay train` give.
package struct TrainingFileOptions: ParsableArguments {
  package init() {}

  @Option(name: [.short, .customLong("training-file")], help: "The training file.")
  package var trainingFile: String?

  @Option(name: [.short, .customLong("validation-file")], help: "The validation file.")
  package var validationFile: String?

  @Option(
    name: .shortAndLong,
    help: """
      A model of the store, a folder with one, or a shape with random weights: its name, such as nano, \
      or its config.json; or linear, a linear model of words and characters; without it nano.
      """)
  package var model: String?

  @Option(
    name: .shortAndLong,
    help: "The folder for the model; without one it goes to the store under a name of its own.")
  package var output: String?
}
