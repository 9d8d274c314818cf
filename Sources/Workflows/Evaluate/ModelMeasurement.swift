// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Evaluation
import JSON
import Reports

/// A report and the figures in it.
struct Measured {
  let report: Report
  let figures: [NamedFigure]
  /// Where the figures are of a classification; nil for texts.
  var evaluation: ClassificationEvaluation?
}

/// Measures a model on the rows of a file.
struct ModelMeasurement {
  let run: ModelRun
  let file: String
  let request: EvaluateRequest
  let events: (EvaluateEvent) -> Void

  func measure() throws(AssayError) -> Measured {
    let rows = try run.rows(file, request.reading, sliceColumn: request.sliceColumn)
    let classes = run.classes(of: rows)
    try request.checkRequirements(among: figures(of: classes))
    var result = try run.evaluate(rows, classes: classes, side: request.reading.truncationSide)
    if request.generates { result.generation = try run.generate(rows) }
    result.baselineModel = try baseline(rows, classes)
    result.linearModel = try classes.flatMap { classes throws(AssayError) in
      try LinearRowsReader(run: run, request: request, events: events).rows().flatMap {
        rows throws(AssayError) in
        try LinearBaseline(training: rows, classes: classes)
      }?.measure(rows, options: options)
    }
    if let path = request.predictionsFile { try result.writePredictions(to: path) }
    let calibration = try calibration(classes)
    let source = "\(run.name) on \(file)"
    guard
      let evaluation = try result.classification(
        options, calibration: calibration,
        resampled: { events(.resampled(done: $0, total: options.bootstrap)) })
    else {
      let report = counted(result, in: result.report(source: source))
      return Measured(report: try withHistory(report), figures: result.figures)
    }
    var report = evaluation.report(source: source)
    report.sections += result.sections
    report = counted(result, in: report)
    return Measured(
      report: try withHistory(report), figures: evaluation.figures, evaluation: evaluation)
  }

  /// With the positive class by its name, where a number stands for it.
  private var options: EvaluationOptions {
    var options = request.options
    options.positiveClass = options.positiveClass.map { run.classNames?.label(of: $0) ?? $0 }
    return options
  }

  /// The keys of the figures that there will be.
  private func figures(of classes: [String]?) throws(AssayError) -> [String] {
    let ofClasses = try classes.map { classes throws(AssayError) in
      try ExpectedFigures.of(classes: classes, options)
    }
    return (ofClasses ?? []) + (run.writesText ? ExpectedFigures.ofCompletions : [])
      + (request.generates ? ExpectedFigures.ofTexts : [])
  }

  /// The report with the number of prompts that were cut, and the file that it is about.
  private func counted(_ result: ModelEvaluation, in report: Report) -> Report {
    guard var object = report.data.object else { return report }
    object.append("shortened_rows", .integer(result.shortenedRows))
    var report = report
    report.data = .object(object)
    report.inputs = [file]
    return report
  }

  /// The report with the course of the training that made the model, where it is known.
  private func withHistory(_ report: Report) throws(AssayError) -> Report {
    guard let history = try TrainingHistory(folder: run.folder)?.section else { return report }
    var report = report
    report.sections.append(history)
    return report
  }

  /// A temperature fitted on what the model says about another file.
  private func calibration(_ classes: [String]?) throws(AssayError) -> Calibration? {
    guard let file = request.calibrationFile else { return nil }
    let rows = try run.rows(file, request.reading)
    guard let classes,
      let predictions = try run.evaluate(
        rows, classes: classes, side: request.reading.truncationSide
      ).predictions
    else {
      throw AssayError(
        "there are no classes to calibrate", at: Location(file: file),
        remedy: "Leave out --calibration-file")
    }
    return try Calibration(file: file, fittedOn: predictions)
  }

  /// The figures of the model that is named to hold this one against, else of the recorded base.
  private func baseline(
    _ rows: PromptRows, _ classes: [String]?
  ) throws(AssayError) -> BaselineModel? {
    guard let other = try run.baseline(request.baseline) else { return nil }
    let result = try other.evaluate(rows, classes: classes, names: run.classNames)
    var plain = options
    plain.bootstrap = 0
    let evaluation = try result.classification(plain)
    return BaselineModel(name: other.name, figures: evaluation?.figures ?? result.figures)
  }
}
