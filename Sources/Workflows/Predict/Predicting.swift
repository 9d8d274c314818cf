// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Evaluation
import Platform
package import Tables

/// The use "predict": labels new texts by a classifier, each prepared as the model was trained.
package struct Predicting {
  /// What is written of each class.
  package let classes: [String]
  /// The file's own columns, each with its place in a row; empty where texts were given.
  package let columns: [(name: String, place: Int)]
  /// The format of the file; nil where texts were given.
  package let format: TableFormat?
  private let request: PredictRequest
  private let run: ModelRun
  private let labeler: TextLabeler
  private let rows: NewRows?
  private let events: (EvaluateEvent) -> Void

  /// Reads the model and looks through the file.
  /// - Throws: `AssayError` when one of them cannot be read, or the model tells no classes apart.
  package init(
    _ request: PredictRequest, events: @escaping (EvaluateEvent) -> Void = { _ in }
  ) throws(AssayError) {
    self.request = request
    self.events = events
    run = try ModelRun(request.model, computing: request.computing, events: events)
    guard let labeler = TextLabeler(run, side: request.reading.truncationSide) else {
      throw Self.noClasses(request.model, isKnown: run.record != nil)
    }
    self.labeler = labeler
    classes = labeler.classes
    let record = run.record
    rows = try request.file.map { file throws(AssayError) in
      try NewRows(file, request.reading, trained: record)
    }
    format = rows?.source.format
    if format == .txt {
      columns = [("text", 1)]
    } else {
      columns = rows?.columns.enumerated().map { ($1, $0) } ?? []
    }
  }

  private static func noClasses(_ model: String, isKnown: Bool) -> AssayError {
    let name = ShellWord.quoted(model)
    guard isKnown else {
      return AssayError(
        "it is not known which classes '\(model)' tells apart",
        remedy: "Score labels that you name: assay score -m \(name) -f FILE --label \" yes\""
          + " --label \" no\"")
    }
    return AssayError(
      "'\(model)' was trained to write texts: it has no classes",
      remedy: "Let it write with assay complete -m \(name) -p PROMPT, or train a classifier")
  }

  /// Labels all texts.
  /// - Parameter write: gets them in their order.
  /// - Throws: `AssayError` when a row cannot be read, or what `write` throws.
  package func perform(
    write: (LabeledRow) throws(AssayError) -> Void
  ) throws(AssayError) -> PredictSummary {
    var summary = PredictSummary(classCount: classes.count, lostPart: labeler.lostPart)
    defer { events(.finished) }
    switch request.subject {
    case .texts(let texts):
      try label(texts.map { (nil, $0) }, &summary, write: write)
    case .file:
      try rows?.forEachPart { part throws(AssayError) in
        try label(part.map { ($0.row, $0.text) }, &summary, write: write)
        events(.evaluated(run.name, done: summary.rows, total: rows?.count ?? 0))
      }
    }
    return summary
  }

  private func label(
    _ texts: [(row: Row?, text: String)], _ summary: inout PredictSummary,
    write: (LabeledRow) throws(AssayError) -> Void
  ) throws(AssayError) {
    let isBlank = texts.map { $0.text.utf8.allSatisfy { $0 == 0x20 || 0x09...0x0D ~= $0 } }
    let (labeled, shortened) = try labeler.label(
      zip(texts, isBlank).filter { !$1 }.map { $0.0.text })
    summary.shortened += shortened
    var predictions = labeled.makeIterator()
    for (text, isBlank) in zip(texts, isBlank) {
      let prediction = isBlank ? nil : predictions.next()
      let isUnsure = prediction.map { $0.probability < request.threshold ?? 0 } ?? false
      let row = LabeledRow(
        text: text.text, row: text.row, prediction: prediction, isUnsure: isUnsure)
      summary.add(row)
      try write(row)
    }
  }
}
