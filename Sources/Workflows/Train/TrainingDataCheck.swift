// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Platform
import RuleEngine
import Training

/// What the linter says about the files of a run before it starts: what it refuses is not trained on.
struct TrainingDataCheck {
  private let request: TrainingRequest
  /// Rules about the length of rows, with which the run deals by its own option, about rows that both
  /// files share, of which it warns, and about weights of answers, of which it takes more than a service.
  private static let ownConcerns = ["TOK", "SPL", RuleCode.badWeight.rawValue]
  /// A corpus has neither prompts nor completions; what is left to check is how its file is written.
  private static let rulesForCorpora = ["IO", "JSON", "CSV", "XLS"]

  init(_ request: TrainingRequest) {
    self.request = request
  }

  /// - Returns: sentences about what makes the figures of the validation file doubtful.
  /// - Throws: `AssayError` with the errors that the linter finds in a file.
  func run() throws(AssayError) -> [String] {
    guard !request.isVetted else { return [] }
    let files = [request.trainingFile, request.validationFile].compactMap { $0 }.map {
      DataFile($0)
    }
    for file in files { try refuse(file) }
    var doubts: [String] = []
    for file in files { doubts += try readingDoubts(of: file) }
    guard files.count == 2, !isOfCorpora else { return doubts }
    if let identity = FileIdentity(ofInput: files[0].path),
      identity == FileIdentity(ofInput: files[1].path)
    {
      return doubts + [
        "The validation file is the training file: its figures say nothing about new rows. Hold some"
          + " rows back for validation"
      ]
    }
    return try doubts
      + SharedPrompts.warnings(
        training: files[0], validation: files[1], options: options)
  }

  /// A sentence about labels that lint and a reader take for one and the model for several.
  /// - Parameter classes: how many different completions are learned.
  static func spellings(of classes: Int, _ facts: DatasetFacts?, file: String) -> [String] {
    let labels = facts?.classes.count ?? 0
    guard labels > 0, classes > labels else { return [] }
    return [
      "\(file): \(classes) classes are learned of \(Plural.counted(labels, "label")): some differ in the"
        + " space around them alone, which assay fix --unsafe-fixes writes alike"
    ]
  }

  private func readingDoubts(of file: DataFile) throws(AssayError) -> [String] {
    let names = ColumnNames(
      prompt: request.rows.promptColumn, completion: request.rows.completionColumn)
    return try ReadingDoubts.sentences(
      ReaderNotes(reading: request.rows.source(file.path), names: names),
      ignoring: request.ignoredRules)
  }

  private func refuse(_ file: DataFile) throws(AssayError) {
    var options = options
    options.ignore += Self.ownConcerns
    options.leastSeverity = .error
    if isOfCorpora { options.select = Self.rulesForCorpora }
    let result = try Linting(options).run(LintRequest([file]))
    if let fault = result.faults.first {
      // A corpus may have one column of any name.
      if isOfCorpora, fault.code == .missingColumn { return }
      throw fault
    }
    if let refused = RefusedRows(result.reports.flatMap(\.findings)) {
      throw refused.error(in: file.name)
    }
  }

  private var isOfCorpora: Bool { request.hyperparameters.objective == .languageModel }

  /// The files as the run reads them.
  private var options: CheckOptions {
    var options = CheckOptions()
    options.reading = request.rows.reading
    options.promptColumn = request.rows.promptColumn
    options.completionColumn = request.rows.completionColumn
    options.promptTemplate = request.rows.promptTemplate
    options.ignore = request.ignoredRules
    if request.hyperparameters.objective == .classification { options.profile = .classification }
    return options
  }
}
