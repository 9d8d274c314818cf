// SPDX-License-Identifier: Apache-2.0

import Training
package import Workflows

/// A search for the settings of a run, judged by its validation file.
package struct TuneRequest: Sendable {
  package enum Method: String, Sendable, CaseIterable {
    /// Each trial is a whole run.
    case random
    /// All trials are begun, on a part of the steps; the better third goes on with three times as many.
    case halving
  }

  /// The run whose settings are varied; its output is the folder of the search.
  package var run: TrainingRequest
  package var folder: String
  package var dimensions: [SearchDimension] = []
  package var trials = 9
  package var method = Method.random
  package var seed = 42
  /// Models to choose the size among, smallest first; where there are any, they alone are tried.
  package var sizes: [String] = []
  /// A smaller model is as good when its figure is worse by no more than this share.
  package var tolerance = 0.02

  package init(_ run: TrainingRequest, folder: String) {
    self.run = run
    self.folder = folder
  }

  /// What is wrong with it, in the words of the command line; nil when nothing is.
  package var fault: String? {
    if run.validationFile == nil && run.hyperparameters.validationFraction == nil {
      return "a search is judged by a validation file (-v)"
    }
    if sizes.isEmpty && dimensions.isEmpty { return "give --search NAME=VALUES, or --sizes" }
    if !sizes.isEmpty && !dimensions.isEmpty { return "give --search or --sizes, not both" }
    if sizes.count == 1 { return "--sizes needs two models or more, smallest first" }
    if Set(dimensions.map(\.name)).count < dimensions.count {
      return "--search names a hyperparameter twice"
    }
    if trials < 1 { return "--trials must be at least 1" }
    return run.fault
  }

  /// The figure by which one trial is better than another.
  var criterion: TrainingSettings.Criterion {
    run.hyperparameters.criterion ?? .validationLoss
  }
}
