// SPDX-License-Identifier: Apache-2.0

import AssayCore
package import Evaluation
import Foundation
import Tables

/// Two classifiers and the rows on which they are compared.
package struct CompareRequest: Sendable {
  /// Models, or files of predictions.
  package var first: String
  package var second: String
  /// More of them, each to be compared with the first.
  package var others: [String] = []
  /// The column that parts the rows.
  package var sliceColumn: String?
  /// The rows for models.
  package var file: String?
  package var reading = RowReading()
  package var computing = ComputeRequest()
  package var options: EvaluationOptions

  package init(_ first: String, _ second: String, options: EvaluationOptions) {
    self.first = first
    self.second = second
    self.options = options
    // A difference says little without its interval.
    if options.bootstrap == 0 { self.options.bootstrap = 1_000 }
  }

  /// All models that are read.
  package var models: [String?] { ([first, second] + others).filter { !Self.isFile($0) } }

  /// All files that are read.
  package var inputs: [String?] { ([first, second] + others).filter(Self.isFile) + [file] }

  /// What a model says about the rows, or what a file says.
  func predictions(
    of name: String, _ events: @escaping (EvaluateEvent) -> Void
  ) throws(AssayError) -> ClassificationPredictions {
    guard !Self.isFile(name) else {
      let predictions = try PredictionsFile.read(
        TableSource(path: name), sliceColumn: sliceColumn)
      for doubt in predictions.doubts { events(.warning(doubt)) }
      return predictions
    }
    let run = try ModelRun(name, computing: computing, events: events)
    guard let file else {
      throw AssayError(
        "'\(name)' is a model", remedy: "Name the rows to compare on with --file")
    }
    let rows = try run.rows(file, reading, sliceColumn: sliceColumn)
    let result = try run.evaluate(
      rows, classes: run.classes(of: rows), side: reading.truncationSide)
    guard var predictions = result.predictions else {
      throw AssayError(
        "the completions are not classes", at: Location(file: file),
        remedy: "Compare models on rows with labels")
    }
    predictions.shortenedRows = result.shortenedRows
    return predictions
  }

  private static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return path == "-" || exists && !isFolder.boolValue
  }
}
