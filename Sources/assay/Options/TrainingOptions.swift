// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Training

/// The hyperparameters of `assay train`; one that is not given is chosen by `TrainingDefaults`.
struct TrainingOptions: HyperparameterOptions {
  /// All but the precision, whose option other commands have too.
  static let offered = HyperparameterTable.declarations.filter { $0.name != "precision" }

  var hyperparameters = Hyperparameters()

  mutating func validate() throws {
    if let fault = hyperparameters.fault { throw ValidationError(fault) }
  }
}

/// The hyperparameters of `assay jobs create`: those that the API of the service offers.
struct JobHyperparameterOptions: HyperparameterOptions {
  static let offered = HyperparameterTable.declarations.filter { $0.api != nil }

  /// The API's name where it is another: `--n_epochs`, as OpenAI's own command line has it.
  static func alias(of declaration: HyperparameterDeclaration) -> String? {
    declaration.api.flatMap { $0.name == declaration.name ? nil : $0.name }
  }

  var hyperparameters = Hyperparameters()

  mutating func validate() throws {
    if let fault = hyperparameters.fault { throw ValidationError(fault) }
  }
}
