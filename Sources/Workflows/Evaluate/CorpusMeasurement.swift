// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Evaluation
import JSON
import LanguageModel
import ModelStore
import Reports
import Tables
import Tokenizer
import Training

/// Measures a language model on a text that was held out.
struct CorpusMeasurement {
  let run: ModelRun
  let file: String
  let request: EvaluateRequest
  let events: (EvaluateEvent) -> Void

  /// Whether a file is one text to the model: by request, or where it is plain text and the model was
  /// trained on a corpus, or not by assay.
  static func isMeant(
    _ run: ModelRun, _ file: String, request: EvaluateRequest
  ) throws(AssayError) -> Bool {
    if request.isCorpus { return true }
    guard run.writesText, request.predictionsFile == nil,
      request.calibrationFile == nil, !request.generates, request.sliceColumn == nil,
      run.record?.task == nil || run.record?.task == TrainingObjective.languageModel.rawValue
    else { return false }
    // Standard input can be read only once.
    guard file != "-" else { return request.reading.options.format == .txt }
    return try request.reading.source(file).format == .txt
  }

  func measure() throws(AssayError) -> Measured {
    try request.checkRequirements(among: ExpectedFigures.ofCorpora)
    try run.loaded.model.requireLanguageModel()
    let source = try request.reading.source(file)
    var result = try evaluate(source, by: run)
    if let other = try run.baseline(request.baseline), other.canRead(asFarAs: blockSize(of: run)) {
      result.baselineModel = BaselineModel(
        name: other.name, figures: try evaluate(source, by: other).figures)
    }
    var report = result.report(source: "\(run.name) on \(file)")
    report.inputs = [file]
    return Measured(report: report, figures: result.figures)
  }

  private func evaluate(
    _ source: TableSource, by model: ModelRun
  ) throws(AssayError) -> CorpusEvaluation {
    let size = blockSize(of: run)
    let loaded = try model.loaded
    let tokenizer = loaded.tokenizer
    let reader = CorpusReader(
      promptColumn: request.reading.promptColumn,
      completionColumn: request.reading.completionColumn, cut: CorpusCut(blockSize: size),
      endOfText: tokenizer.endOfText, encode: { tokenizer.encode($0) })
    let data = try reader.read(source)
    defer { events(.finished) }
    return try CorpusEvaluation(data, blockSize: size, model: loaded.model) {
      events(.evaluated(model.name, done: $0, total: $1))
    }
  }

  /// That of the training, else all that the model can read, at most 1024.
  private func blockSize(of model: ModelRun) -> Int {
    let positions = model.configuration?.positions ?? 0
    let trained = model.record?.json["settings"]?["block_size"]?.integer
    return max(2, min(trained ?? 1024, positions))
  }
}

extension ModelRun {
  /// Whether the model writes text and has so many positions.
  fileprivate func canRead(asFarAs count: Int) -> Bool {
    writesText && (configuration?.positions ?? 0) >= count
  }
}
