// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import JSON
import Platform
package import Training

/// What a finished run tells of itself: `assay.json` beside its model. Keys are only ever added, and
/// every value that an older version did not write is an optional.
package struct TrainingRecord: Codable, Sendable, Equatable {
  package var format = 1
  /// The version that trained it.
  package var assay: String
  /// The time in ISO 8601.
  package var created: String
  /// The command line that started the last session.
  package var command: [String]
  /// The base model as the user named it.
  package var base: String
  /// Whether it started from random weights of the base's shape.
  package var fromScratch: Bool?
  package var parameters: Int
  package var trainedParameters: Int?
  /// `classification`, `generation` or `language-model`.
  package var task: String
  /// Sorted by code point, or in the order of a classification head; nil when the task is another.
  package var classes: [String]?
  /// The labels that numbered classes stand for, in the order of `classes`.
  package var classNames: [String]?
  /// What every prompt of the training file ends in.
  package var separator: String?
  /// What every completion of the training file ends in.
  package var stop: String?
  /// Whether every completion of the training file starts with a space.
  package var startsWithSpace: Bool?
  package var promptColumn: String
  package var completionColumn: String
  /// What made the prompts of several columns.
  package var promptTemplate: String?
  /// The side from which prompts that were too long lost tokens.
  package var truncationSide: TruncationSide?
  package var data: DataFiles
  package var settings: Hyperparameters
  package var figures: Figures

  private enum CodingKeys: String, CodingKey {
    case format, assay, created, command, base
    case fromScratch = "from_scratch"
    case parameters
    case trainedParameters = "trained_parameters"
    case task, classes
    case classNames = "class_names"
    case separator, stop
    case startsWithSpace = "starts_with_space"
    case promptColumn = "prompt_column"
    case completionColumn = "completion_column"
    case promptTemplate = "prompt_template"
    case truncationSide = "truncation_side"
    case data, settings, figures
  }

  /// The files it learned from.
  package struct DataFiles: Codable, Sendable, Equatable {
    package var training: DataFile
    package var validation: DataFile?
  }

  /// A file, and what was read from it.
  package struct DataFile: Codable, Sendable, Equatable {
    package var path: String
    /// Nil for standard input.
    package var sha256: String?
    package var examples: Int
    /// Answers of conversations that were learned; nil where the rows are no conversations.
    package var answers: Int?
    package var tokens: Int
    package var fingerprint: String
    package var truncatedRows: Int
    package var droppedRows: Int
    package var unpredictableRows: Int

    private enum CodingKeys: String, CodingKey {
      case path, sha256, examples, answers, tokens, fingerprint
      case truncatedRows = "truncated_rows"
      case droppedRows = "dropped_rows"
      case unpredictableRows = "unpredictable_rows"
    }
  }

  /// How the run went.
  package struct Figures: Codable, Sendable, Equatable {
    package var steps: Int
    package var epochs: Int
    /// Tokens and examples seen in training, repeats included.
    package var elapsedTokens: Int
    package var elapsedExamples: Int
    /// Time spent in training steps.
    package var seconds: Double
    package var trainingLoss: Double?
    package var validationLoss: Double?
    package var validationSequenceAccuracy: Double?
    package var validationTokenAccuracy: Double?
    package var bestStep: Int?
    package var bestValidationLoss: Double?
    package var stoppedEarly: Bool

    private enum CodingKeys: String, CodingKey {
      case steps, epochs
      case elapsedTokens = "elapsed_tokens"
      case elapsedExamples = "elapsed_examples"
      case seconds
      case trainingLoss = "training_loss"
      case validationLoss = "validation_loss"
      case validationSequenceAccuracy = "validation_sequence_accuracy"
      case validationTokenAccuracy = "validation_token_accuracy"
      case bestStep = "best_step"
      case bestValidationLoss = "best_validation_loss"
      case stoppedEarly = "stopped_early"
    }
  }
}

extension TrainingRecord {
  /// The document, with its keys in the order of the properties.
  package func json() throws(AssayError) -> JSONValue {
    try JSONValue(encoding: self)
  }

  /// The job that was done, as `JobIdentity.json` gives it.
  func identity() throws(AssayError) -> JSONValue {
    [
      "base": .string(base), "training_data": .string(data.training.fingerprint),
      "validation_data": data.validation.map { .string($0.fingerprint) } ?? .null,
      "settings": try JSONValue(encoding: settings),
    ]
  }

  /// The record of a model that a run left in a folder.
  /// - Throws: `AssayError` when there is none, or it is that of something else.
  package init(folder: String) throws(AssayError) {
    let path = "\(folder)/\(RunFolder.recordFile)"
    self = try JSONParser.parse(try Files.read(path), file: path).decoded(file: path)
  }
}
