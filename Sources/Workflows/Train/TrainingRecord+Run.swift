// SPDX-License-Identifier: Apache-2.0

import Dataset
import LanguageModel
import Training

extension TrainingRecord {
  /// The record of a run that is done.
  init(of trainer: Trainer, _ plan: TrainingPlan, program: TrainingRun.Program, created: String) {
    let classes = plan.classes
    let rows = plan.request.rows
    self.init(
      assay: program.version, created: created, command: program.command, base: plan.base.name,
      fromScratch: plan.base.startsFromRandom, parameters: plan.parameters,
      trainedParameters: trainer.trainedParameters,
      task: Self.task(plan.identity.settings, hasClasses: !classes.isEmpty),
      classes: classes.isEmpty ? nil : classes, classNames: plan.labels?.names,
      separator: plan.examples.facts?.separator?.text,
      stop: plan.examples.facts?.stop?.text,
      startsWithSpace: plan.examples.facts?.startsWithSpace,
      promptColumn: rows.origin?.promptColumn ?? plan.reader.names.prompt,
      completionColumn: rows.origin?.completionColumn ?? plan.reader.names.completion,
      promptTemplate: rows.origin?.promptTemplate ?? rows.promptTemplate,
      truncationSide: plan.reader.side,
      data: DataFiles(
        training: DataFile(plan.examples, plan.digests),
        validation: plan.validation.map { DataFile($0, plan.digests) }),
      settings: plan.identity.settings.hyperparameters,
      figures: Figures(trainer.state, trainer.results))
  }

  private static func task(_ settings: TrainingSettings, hasClasses: Bool) -> String {
    if settings.objective == .languageModel { return settings.objective.rawValue }
    return hasClasses ? "classification" : "generation"
  }
}

extension TrainingRecord.DataFile {
  /// - Parameter digests: SHA-256 of files, by path.
  fileprivate init(_ data: TrainingData, _ digests: [String: String]) {
    self.init(
      path: data.path, sha256: digests[data.path], examples: data.examples.count,
      answers: data.answers == 0 ? nil : data.answers, tokens: data.tokenCount,
      fingerprint: data.fingerprint, truncatedRows: data.truncatedRows,
      droppedRows: data.droppedRows, unpredictableRows: data.unpredictableRows)
  }
}

extension TrainingRecord.Figures {
  fileprivate init(_ state: TrainingState, _ results: ResultsTable) {
    let evaluated = results.rows.last { $0.validation != nil }?.validation
    let kept = state.bestStep.flatMap { step in results.rows.first { $0.step == step } }
    self.init(
      steps: state.step, epochs: state.epoch, elapsedTokens: state.elapsedTokens,
      elapsedExamples: state.elapsedExamples, seconds: state.seconds,
      trainingLoss: results.rows.last?.trainingLoss, validationLoss: evaluated?.loss,
      validationSequenceAccuracy: evaluated?.sequenceAccuracy,
      validationTokenAccuracy: evaluated?.tokenAccuracy, bestStep: kept?.step,
      bestValidationLoss: kept?.validation?.loss, stoppedEarly: state.stoppedEarly)
  }
}
