// SPDX-License-Identifier: Apache-2.0

import AssayCore
package import Evaluation
import ModelStore
import Platform
import Tables

/// Two models, or files of predictions, and the rows on which they are compared.
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
  /// Whether models of free completions also write their own texts.
  package var generates = false
  /// Whether predictions of files are texts, also where nothing says so.
  package var areTexts = false
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

  /// What a model says about the classes of the rows, or what a file says.
  /// - Throws: `AssayError` also for texts that are no classes.
  func predictions(
    of name: String, _ events: @escaping (EvaluateEvent) -> Void
  ) throws(AssayError) -> ClassificationPredictions {
    guard case .classes(let predictions) = try side(name, events) else {
      let place = Self.isFile(name) ? name : file ?? name
      throw AssayError(
        "the completions are not classes", at: Location(file: place),
        remedy: "Give rows with labels; texts are compared two at a time, by assay compare A B")
    }
    return predictions
  }

  /// Looks whether all models are there, before the first of them takes its time.
  /// - Throws: `AssayError` when one is not.
  func requireModels() throws(AssayError) {
    for name in [first, second] + others where !Self.isFile(name) {
      _ = try ModelReference.folder(of: name)
    }
  }

  /// How the rows are named; what stands as a third model may be meant as they.
  private var remedyForRows: String {
    let rows = others.first(where: Self.isFile) ?? "FILE"
    let words = [first, second, "-f", rows].map { ShellWord.quoted($0) }
    return "Name the rows to compare on: assay compare \(words.joined(separator: " "))"
  }

  private func side(ofFile name: String, _ events: (EvaluateEvent) -> Void)
    throws(AssayError) -> ComparedPair.Side
  {
    let source = try TableSource(path: name)
    if let texts = try TextPredictionsFile.read(
      source, isText: areTexts, sliceColumn: sliceColumn)
    {
      return .texts(texts)
    }
    let predictions = try PredictionsFile.read(source, sliceColumn: sliceColumn)
    for doubt in predictions.doubts { events(.warning(doubt)) }
    return .classes(predictions)
  }

  /// What a model says about the rows, or what a file says.
  func side(
    _ name: String, _ events: @escaping (EvaluateEvent) -> Void
  ) throws(AssayError) -> ComparedPair.Side {
    guard !Self.isFile(name) else { return try side(ofFile: name, events) }
    let run = try ModelRun(name, computing: computing, events: events)
    guard let file else {
      throw AssayError(
        "'\(name)' is a model", remedy: remedyForRows)
    }
    let rows = try run.rows(file, reading, sliceColumn: sliceColumn)
    let classes = run.classes(of: rows)
    var result = try run.evaluate(rows, classes: classes, side: reading.truncationSide)
    guard var predictions = result.predictions else {
      if generates { result.generation = try run.generate(rows) }
      return .texts(result.texts)
    }
    predictions.shortenedRows = result.shortenedRows
    if generates { events(.warning("the completions are classes: no texts are written")) }
    return .classes(predictions)
  }

  private static func isFile(_ path: String) -> Bool {
    path == "-" || Files.exists(path) && !Files.isFolder(path)
  }
}
