// SPDX-License-Identifier: Apache-2.0

import Analyzers
package import AssayCore
import ChatTemplates
import Dataset
package import Evaluation
package import EvaluationMetrics
import JSON
import ModelStore
import Platform
import Records
import RuleEngine
package import Tables
import Tokenizer
import Training

/// The use "assess": forecasts what a model will learn from labeled rows, and finds doubtful labels.
package enum Assessing {
  /// - Throws: `AssayError` when the rows are no classification, too few, or there is no such model.
  package static func run(
    _ request: AssessRequest, events: (AssessEvent) -> Void = { _ in }
  ) throws(AssayError) -> Assessment {
    var rows = try preparedRows(request, events)
    let trainer = try trainer(request, &rows)
    let assessor = try Assessor(rows, trainer: trainer, options: request.assessor)
    let duration = try assessor.forecastDuration()
    let memory = try memory(of: assessor)
    var plan = AssessPlan(assessor, request, duration: duration)
    plan.knownRuns = memory?.count(of: assessor.runs, classCount: assessor.rows.classes.count) ?? 0
    events(.planned(plan))
    let runs = assessor.runs.count
    let assessment = try assessor.run(remembering: memory) { done, total, run in
      events(.progress(done: done, total: total, run: run, runs: runs))
    }
    memory?.forget()
    return assessment
  }

  /// Where the fine-tunes of this assessment are kept until it is done: its name stands for all that
  /// their figures follow from. Nil without fine-tunes, or for a user without a home.
  private static func memory(of assessor: Assessor) throws(AssayError) -> AssessmentMemory? {
    guard let trainer = assessor.trainer, let folder = CacheFolder.path("assess")
    else { return nil }
    let digest = MessageDigest()
    func add(_ part: String) { digest.update("\(part.utf8.count) \(part)") }
    add(ResultCache.build)
    for (prompt, label) in zip(assessor.rows.prompts, assessor.rows.labels) {
      add(prompt)
      add("\(label)")
    }
    for completion in assessor.rows.completions { add(completion) }
    for run in assessor.runs { add("\(run.fold) \(run.share)") }
    add(trainer.settings(rowCount: assessor.runs[0].training.count).json.text())
    add("\(assessor.options.seed) \(trainer.side)")
    add(trainer.base.name)
    if let weights = trainer.base.folder {
      for name in try Files.names(in: weights) where Files.isFile("\(weights)/\(name)") {
        add(name)
        try digest.update(file: "\(weights)/\(name)")
      }
    }
    return AssessmentMemory(folder: "\(folder)/\(digest.finish())")
  }

  /// The doubtful labels of a file of predictions, whatever tool made them.
  /// - Parameter events: hears what makes the figures doubtful.
  /// - Throws: `AssayError` when the file cannot be read, or has no probabilities.
  package static func doubts(
    in predictions: DataFile, reading: TableSource.Options, filter: LabelNoise.Filter,
    events: (AssessEvent) -> Void = { _ in }
  ) throws(AssayError) -> PredictionDoubts {
    let found = try PredictionsFile.read(TableSource(path: predictions.path, options: reading))
    for doubt in found.doubts { events(.warning(doubt)) }
    return try PredictionDoubts(found, file: predictions.name, filter: filter)
  }

  /// What fine-tunes the model that is asked for; numbers stand for long labels then.
  private static func trainer(
    _ request: AssessRequest, _ rows: inout AssessmentRows
  ) throws(AssayError) -> FoldTrainer? {
    guard let model = request.model else { return nil }
    let found = try ModelReference.resolve(model, fromScratch: request.fromScratch)
    let base = try BaseModel(name: found.shapeName ?? model, folder: found.folder)
    let tokenizer = try base.tokenizer()
    rows.numberLongLabels { tokenizer.encode($0) }
    return try FoldTrainer(
      base: base, hyperparameters: request.training, rows: rows, side: request.truncationSide
    ) { tokenizer.encode($0) }
  }

  /// The answers of conversations, each after all that was said before it, in plain words; nil where the
  /// rows are no conversations.
  private static func conversationRows(
    _ request: AssessRequest
  ) throws(AssayError) -> PromptRows? {
    let source = try TableSource(path: request.file.path, options: request.options.reading)
    let prompt = request.options.promptColumn ?? Field.prompt.rawValue
    let completion = request.options.completionColumn ?? Field.completion.rawValue
    let names = ColumnNames(prompt: prompt, completion: completion).read(from: source.format)
    let template = try ChatTemplate.plain(endToken: "")
    var reader = try source.open()
    guard request.options.promptTemplate == nil, let batch = try reader.next(),
      ConversationReader(template, batch, names: try names.reading(batch)) != nil
    else { return nil }
    return try PromptRows(
      source, promptColumn: prompt, completionColumn: completion, template: template)
  }

  /// The labeled rows with the safe fixes of `assay fix` made in memory.
  private static func preparedRows(
    _ request: AssessRequest, _ events: (AssessEvent) -> Void
  ) throws(AssayError) -> AssessmentRows {
    if let rows = try conversationRows(request) {
      if let notes = rows.notes {
        for doubt in try ReadingDoubts.sentences(notes) { events(.warning(doubt)) }
      }
      return try AssessmentRows(
        file: request.file.name, prompts: rows.prompts, completions: rows.completions,
        numbers: rows.numbers ?? Array(0..<rows.count), lines: rows.lines)
    }
    var options = request.options
    options.profile = .classification
    let outcome = try Fixing.decide(request.file, options)
    let before = outcome.before
    let notes = ReaderNotes(
      path: request.file.name, format: before.format, columns: before.columns, names: before.names,
      notes: before.notes)
    for doubt in try ReadingDoubts.sentences(notes) { events(.warning(doubt)) }
    for offer in outcome.applied { events(.fixed(offer.step.title)) }
    let rows = try PreparedRows(outcome)
    return try AssessmentRows(
      file: request.file.name, prompts: rows.prompts, completions: rows.completions,
      numbers: rows.numbers, lines: rows.lines)
  }
}
