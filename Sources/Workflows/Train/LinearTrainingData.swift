// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Evaluation
import Foundation
import JSON
import ModelStore
import Platform
import Training

/// The rows that a linear model learns from, and what is to be recorded of them.
struct LinearTrainingData {
  let training: PromptRows
  private(set) var validation: PromptRows?
  /// In ascending order of code points.
  let classes: [String]
  /// [rows] The class of each training row.
  let labels: [Int]
  let facts: DatasetFacts
  private let names: NumberedLabels?
  private let request: TrainingRequest

  /// Reads the files.
  /// - Throws: `AssayError` when one cannot be read, or the completions are no classes.
  init(_ request: TrainingRequest) throws(AssayError) {
    self.request = request
    var training = try Self.rows(request, request.trainingFile)
    if let share = request.part { training = training.keeping((0..<training.count).part(share)) }
    let survey = DatasetSurvey(prompts: training.prompts, completions: training.completions)
    let wanted: TrainingTask? = request.classification == nil ? nil : .classification
    let rows = training
    facts = try DatasetFacts(survey, task: wanted) { count in
      for (var prompt, var completion) in zip(rows.prompts, rows.completions) {
        prompt.withUTF8 { prompt in
          completion.withUTF8 { count.add(prompt: prompt, completion: $0) }
        }
      }
    }
    let list = ClassList(training.completions)
    guard facts.task == .classification, list.count > 1 else {
      throw AssayError(
        list.count > 1
          ? "the completions are not classes (\(facts.evidence)), and a linear model tells classes apart"
          : "all completions are the same: there is nothing to tell apart",
        at: Location(file: request.trainingFile),
        remedy: "Train a language model, such as -m nano")
    }
    self.training = training
    classes = list.names
    labels = try training.labels(among: list)
    names = try NumberedLabels.find(
      for: classes, of: request.trainingFile, file: request.labels)
    validation = try request.validationFile.map { file throws(AssayError) in
      try Self.rows(request, file)
    }
  }

  private static func rows(
    _ request: TrainingRequest, _ file: String
  ) throws(AssayError) -> PromptRows {
    try PromptRows(
      request.rows.source(file), promptColumn: request.rows.promptColumn,
      completionColumn: request.rows.completionColumn)
  }

  /// Makes the validation rows like those of the training file, and leaves out those of other classes.
  /// - Returns: what makes their figures doubtful, in words.
  /// - Throws: `AssayError` when they are about another task.
  mutating func prepareValidation() throws(AssayError) -> [String] {
    guard var rows = validation, let file = request.validationFile else { return [] }
    var preparation = RowPreparation()
    preparation.separator = facts.separator?.text
    preparation.stop = facts.stop?.text
    preparation.classNames = ClassNames(classes, labels: names?.names, stop: facts.stop?.text)
    _ = preparation.prepare(&rows)
    let foreign = ForeignLabels(
      rows.labelCounts, classes: classes, stop: facts.stop?.text, file: file, subject: .training)
    try foreign?.check()
    let list = ClassList(classes)
    let known = rows.completions.indices.filter { list.index(of: rows.completions[$0]) != nil }
    validation = rows.keeping(known)
    return foreign.map { [$0.warning] } ?? []
  }

  /// The document `assay.json`, with the keys that records of language models have.
  func record(
    _ result: LinearResult, request: TrainingRequest, seed: Int, program: TrainingRun.Program
  ) throws(AssayError) -> JSONValue {
    var data: JSONObject = ["training": try file(request.trainingFile, rows: training.count)]
    if let path = request.validationFile, let validation {
      data.append("validation", try file(path, rows: validation.count))
    }
    let rows = request.rows
    func strings(_ values: [String]?) -> JSONValue {
      values.map { .array($0.map { .string($0) }) } ?? .null
    }
    return [
      "format": 1, "assay": .string(program.version),
      "created": .string(Date.now.formatted(.iso8601)), "command": strings(program.command),
      "base": .string(LinearModelFile.baseName), "parameters": .integer(result.parameters),
      "task": "classification", "classes": strings(classes), "class_names": strings(names?.names),
      "separator": facts.separator.map { .string($0.text) } ?? .null,
      "stop": facts.stop.map { .string($0.text) } ?? .null,
      "starts_with_space": .bool(facts.startsWithSpace),
      "prompt_column": .string(rows.origin?.promptColumn ?? rows.promptColumn),
      "completion_column": .string(rows.origin?.completionColumn ?? rows.completionColumn),
      "prompt_template": (rows.origin?.promptTemplate ?? rows.promptTemplate).map { .string($0) }
        ?? .null,
      "data": .object(data),
      "settings": ["strength": .number(result.strength), "seed": .integer(seed)],
      "figures": [
        "seconds": .number(result.seconds),
        "validation_accuracy": JSONValue(result.validation?.accuracy),
        "validation_macro_f1": JSONValue(result.validation?.macroF1),
        "validation_log_loss": JSONValue(result.validation?.logLoss),
      ],
    ]
  }

  private func file(_ path: String, rows: Int) throws(AssayError) -> JSONValue {
    let digest =
      path == "-" ? nil : try ContentDigest.Kind.sha256.digest(ofFile: path).hex
    return [
      "path": .string(path), "sha256": digest.map { .string($0) } ?? .null,
      "examples": .integer(rows),
    ]
  }
}
