// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Evaluation
import JSON
import LinearModel
import ModelStore
import Platform
import Workflows

/// A linear model, the rows that it learned from, and those that it answers.
struct ExplainedModel {
  let model: LinearClassifier
  /// Of its training.
  let seed: UInt64
  let classes: ClassList
  let trainingFile: String
  let training: PromptRows
  let trainingLabels: [Int]
  let rows: PromptRows
  let labels: [Int]

  init(
    _ request: ExplainRequest, events: @escaping (EvaluateEvent) -> Void
  ) throws(AssayError) {
    let run = try ModelRun(request.model, computing: ComputeRequest(), events: events)
    let folder = try ModelReference.folder(of: request.model)
    guard LinearModelFile.stands(in: folder), let record = run.record,
      let names = record.classes
    else {
      throw AssayError(
        "'\(request.model)' is not a linear model",
        remedy:
          "Train one on the same rows with assay train -m linear: its answers can be traced to"
          + " single rows")
    }
    model = try LinearModelFile.read(folder, record)
    seed = UInt64(bitPattern: Int64(record.json["settings"]?["seed"]?.integer ?? 0))
    classes = ClassList(names)
    (trainingFile, training) = try Self.trainingRows(request, record)
    trainingLabels = try training.labels(among: classes)
    rows = try run.rows(request.file, request.reading)
    labels = try rows.labels(among: classes)
  }

  /// The rows of the file that the record names, which must be what they were.
  private static func trainingRows(
    _ request: ExplainRequest, _ record: ModelRecord
  ) throws(AssayError) -> (String, PromptRows) {
    let entry = record.json["data"]?["training"]
    guard let path = request.trainingFile ?? entry?["path"]?.string else {
      throw AssayError(
        "the model does not say what it learned from", remedy: "Name the file with --training")
    }
    if let digest = entry?["sha256"]?.string,
      try ContentDigest.Kind.sha256.digest(ofFile: path).hex != digest
    {
      throw AssayError(
        "the file is not what the model learned from any more", at: Location(file: path),
        remedy: "Name the file as it was with --training, or train the model again")
    }
    let rows = try RowReading().rows(path, trained: record)
    if let count = entry?["examples"]?.integer, count != rows.count {
      throw AssayError(
        "the model learned from \(count) of the \(rows.count) rows", at: Location(file: path),
        remedy: "Train it on a whole file, whose rows can be told apart")
    }
    return (path, rows)
  }
}
