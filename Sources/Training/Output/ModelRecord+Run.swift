// SPDX-License-Identifier: Apache-2.0

import Dataset
import JSON

extension ModelRecord {
  /// The record of a run that is done.
  /// - Parameters:
  ///   - headClasses: those of a classification head; none in a language model.
  ///   - digests: SHA-256 of the data files, by path.
  ///   - command: the command line that started the last session.
  ///   - created: the time in ISO 8601.
  package init(
    headClasses: [String] = [], digests: [String: String], job: JobIdentity, training: TrainingData,
    validation: TrainingData?,
    reader: ExampleReader,
    state: TrainingState, results: ResultsTable, parameters: Int, trainedParameters: Int,
    command: [String],
    created: String, version: String
  ) {
    let classes =
      headClasses.isEmpty
      ? training.classes.map(\.completion).sorted(by: Self.byCodePoint) : headClasses
    self.init(json: [
      "format": 1,
      "assay": .string(version),
      "created": .string(created),
      "command": .array(command.map { .string($0) }),
      "base": .string(job.base),
      "parameters": .integer(parameters),
      "trained_parameters": .integer(trainedParameters),
      "task": .string(Self.task(job.settings, classes)),
      "classes": classes.isEmpty ? .null : .array(classes.map { .string($0) }),
      "separator": training.facts?.separator.map { .string($0.text) } ?? .null,
      "stop": training.facts?.stop.map { .string($0.text) } ?? .null,
      "prompt_column": .string(reader.names.prompt),
      "completion_column": .string(reader.names.completion),
      "data": [
        "training": training.summary(digests),
        "validation": validation.map { $0.summary(digests) } ?? .null,
      ],
      "settings": job.settings.json,
      "figures": Self.figures(state, results),
    ])
  }

  private static func task(_ settings: TrainingSettings, _ classes: [String]) -> String {
    if settings.objective == .languageModel { return settings.objective.rawValue }
    return classes.isEmpty ? "generation" : "classification"
  }

  private static func figures(_ state: TrainingState, _ results: ResultsTable) -> JSONValue {
    let last = results.rows.last
    let evaluated = results.rows.last { $0.validation != nil }
    let kept = state.bestStep.flatMap { step in results.rows.first { $0.step == step } }
    return [
      "steps": .integer(state.step),
      "epochs": .integer(state.epoch),
      "elapsed_tokens": .integer(state.elapsedTokens),
      "elapsed_examples": .integer(state.elapsedExamples),
      "seconds": .number(state.seconds),
      "training_loss": JSONValue(last?.trainingLoss),
      "validation_loss": JSONValue(evaluated?.validation?.loss),
      "validation_sequence_accuracy": JSONValue(evaluated?.validation?.sequenceAccuracy),
      "validation_token_accuracy": JSONValue(evaluated?.validation?.tokenAccuracy),
      "best_step": kept.map { .integer($0.step) } ?? .null,
      "best_validation_loss": JSONValue(kept?.validation?.loss),
      "stopped_early": .bool(state.stoppedEarly),
    ]
  }

  private static func byCodePoint(_ one: String, _ other: String) -> Bool {
    one.unicodeScalars.lexicographicallyPrecedes(other.unicodeScalars)
  }
}

extension TrainingData {
  fileprivate func summary(_ digests: [String: String]) -> JSONValue {
    [
      "path": .string(path), "sha256": digests[path].map { .string($0) } ?? .null,
      "examples": .integer(examples.count), "tokens": .integer(tokenCount),
      "fingerprint": .string(fingerprint), "truncated_rows": .integer(truncatedRows),
      "dropped_rows": .integer(droppedRows), "unpredictable_rows": .integer(unpredictableRows),
    ]
  }
}
