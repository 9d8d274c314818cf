// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Evaluation
import Reports

/// The use "evaluate": how good a model is, or predictions that something else made.
package enum Evaluating {
  /// - Throws: `AssayError` when a file or a model cannot be read, or a required figure is not there.
  package static func run(
    _ request: EvaluateRequest, events: @escaping (EvaluateEvent) -> Void = { _ in }
  ) throws(AssayError) -> EvaluateResult {
    try OutputGuard.require(
      [request.predictionsFile], apartFrom: request.inputs, models: request.models)
    try request.checkRequirements(among: request.possibleFigures)
    let measured: Measured
    switch request.subject {
    case .predictions(let path): measured = try predictions(path, request, events: events)
    case .model(let name, let file):
      let run = try ModelRun(name, computing: request.computing, events: events)
      measured =
        try CorpusMeasurement.isMeant(run, file, request: request)
        ? CorpusMeasurement(run: run, file: file, request: request, events: events).measure()
        : ModelMeasurement(run: run, file: file, request: request, events: events).measure()
    }
    var misses: [String] = []
    for requirement in request.requirements {
      let miss = try requirement.miss(in: measured.figures) { key, confidence, isLower in
        measured.evaluation?.bound(of: key, confidence: confidence, isLower: isLower)
      }
      if let miss { misses.append(miss) }
    }
    return EvaluateResult(report: measured.report, misses: misses)
  }

  private static func predictions(
    _ path: String, _ request: EvaluateRequest, events: (EvaluateEvent) -> Void
  ) throws(AssayError) -> Measured {
    let reading = request.reading
    let calibration = try request.calibrationFile.map { file throws(AssayError) in
      try Calibration(file: file, fittedOn: PredictionsFile.read(reading.source(file)))
    }
    let predictions = try PredictionsFile.read(
      reading.source(path), sliceColumn: request.sliceColumn)
    for doubt in predictions.doubts { events(.warning(doubt)) }
    var evaluation = try ClassificationEvaluation(
      calibration?.applied(to: predictions) ?? predictions, options: request.options
    ) { events(.resampled(done: $0, total: request.options.bootstrap)) }
    events(.finished)
    evaluation.calibration = calibration
    var report = evaluation.report(source: path)
    report.inputs = [path]
    return Measured(report: report, figures: evaluation.figures, evaluation: evaluation)
  }

  /// Whether one classifier is better than another, or only luckier.
  /// - Throws: `AssayError` when the two are not about the same rows.
  package static func compare(
    _ request: CompareRequest, events: @escaping (EvaluateEvent) -> Void = { _ in }
  ) throws(AssayError) -> PairedComparison {
    try request.requireModels()
    return try PairedComparison(
      request.predictions(of: request.first, events),
      request.predictions(of: request.second, events), options: request.options
    ) { events(.resampled(done: $0, total: request.options.bootstrap)) }
  }

  /// The same of classes or of free completions.
  /// - Throws: `AssayError` when the two are not about the same rows.
  package static func comparison(
    _ request: CompareRequest, events: @escaping (EvaluateEvent) -> Void = { _ in }
  ) throws(AssayError) -> ComparedPair {
    try request.requireModels()
    return try ComparedPair(
      request.side(request.first, events), request.side(request.second, events),
      options: request.options
    ) { events(.resampled(done: $0, total: request.options.bootstrap)) }
  }

  /// Whether one of several classifiers is better than the first.
  /// - Throws: `AssayError` when they are not about the same rows.
  package static func compareAll(
    _ request: CompareRequest, events: @escaping (EvaluateEvent) -> Void = { _ in }
  ) throws(AssayError) -> ModelComparisons {
    try request.requireModels()
    var all: [(String, ClassificationPredictions)] = []
    for name in [request.first, request.second] + request.others {
      all.append((name, try request.predictions(of: name, events)))
    }
    return try ModelComparisons(all, options: request.options) {
      events(.resampled(done: $0, total: request.options.bootstrap))
    }
  }
}
