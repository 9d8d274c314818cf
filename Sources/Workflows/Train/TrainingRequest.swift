// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import LanguageModel
import ModelStore
package import Training

/// All that a run is asked to do, as a value: enough to do it in another process.
package struct TrainingRequest: Codable, Sendable, Equatable {
  /// Programs that show a run's figures.
  package enum Tracker: String, Codable, Sendable, CaseIterable {
    case none, tensorboard
  }

  package var trainingFile: String
  package var validationFile: String?
  package var rows = RowSelection()
  /// The map of labels to the numbers that are the classes; nil takes the one beside the training file,
  /// where there is one.
  package var labels: String?
  /// Whether the files were linted when they were taken in, as uploads are.
  package var isVetted = false
  /// Rules whose errors are no reason to refuse a file, by the beginning of their codes.
  package var ignoredRules: [String] = []
  /// The share of the training examples to learn from, evenly chosen; nil is all.
  package var part: Double?
  /// A model of the store, a folder with one, or a shape with random weights, by its name or file.
  package var model: String
  /// Whether random weights of the model's shape are wanted, whatever weights there are.
  package var fromScratch = false
  /// The folder for the model; nil gives it a name of its own in the store.
  package var output: String?
  /// A word in that name.
  package var suffix: String?
  /// What to do with an output folder that holds something.
  package var policy = RunFolder.Policy.refuse
  /// Those that are left open are chosen by `TrainingDefaults`; the precision is measured.
  package var hyperparameters = Hyperparameters()
  /// Where the model computes; nil is the CPU.
  package var device: DeviceChoice?
  /// Whether epochs, batches and rate that are left open are those of OpenAI's first service for random
  /// weights too.
  package var followsService = false
  /// The figures of a classifier in `results.csv`; nil leaves them out.
  package var classification: ClassificationRequest?
  /// A file for a JSON object for each step.
  package var stepLog: String?
  /// A file for what is advised before the first step, a line each.
  package var adviceLog: String?
  /// A file for every hyperparameter as the run has it, written before the first step.
  package var settingsLog: String?
  package var tracker = Tracker.none
  /// Where it finds them; nil is `runs` in the output folder.
  package var trackerFolder: String?

  package init(trainingFile: String, model: String = "nano") {
    self.trainingFile = trainingFile
    self.model = model
  }

  /// What is wrong with it, in the words of the command line; nil when nothing is.
  package var fault: String? {
    hyperparameters.fault ?? classification?.fault ?? outputFault ?? validationFault
  }

  private var outputFault: String? {
    if output == nil, policy != .refuse {
      return "--resume and --overwrite need the folder of the run (-o)"
    }
    guard let suffix else { return nil }
    if output != nil { return "--suffix names a model of the store: leave out -o" }
    if suffix.count > FineTunedName.maximumSuffix {
      return "--suffix has more than \(FineTunedName.maximumSuffix) characters"
    }
    return FineTunedName.slug(suffix).isEmpty ? "--suffix has no letter or digit" : nil
  }

  private var validationFault: String? {
    let isHeldOut = hyperparameters.validationFraction != nil
    if isHeldOut && validationFile != nil {
      return "give a validation file (-v) or --valid-fraction, not both"
    }
    guard validationFile == nil, !isHeldOut else { return nil }
    let options =
      hyperparameters.needingValidation.map { "--\($0.option)" }
      + (classification == nil ? [] : ["--compute-classification-metrics"])
    return options.first.map { "\($0) needs a validation file (-v)" }
  }

  /// - Throws: `AssayError` with what is wrong with it.
  package func check() throws(AssayError) {
    if let fault { throw AssayError(fault) }
  }
}
