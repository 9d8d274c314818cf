// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset
package import Records
import Tables

/// Makes a profile of a stream of records: one pass, a short second one when an ending is on many but
/// not on all rows, and those that the analyzers need.
package struct Surveyor {
  let settings: Settings
  let analyzers: AnalyzerSet

  /// - Parameter analyzers: those that the checks and fixes rely on.
  package init(settings: Settings, analyzers: [any Analyzer]) {
    self.settings = settings
    self.analyzers = AnalyzerSet(analyzers, completedBy: settings.analyzers)
  }

  package func profile(_ stream: RecordStream) throws(AssayError) -> Profile {
    let (survey, notes) = try self.survey(stream)
    try requireRows(survey, stream)
    // The rows have shown that the columns do not tell their form.
    if let seen = seenAnew(stream, survey) { return try self.profile(seen) }
    return try profile(survey, notes, of: stream) { count throws(AssayError) in
      try stream.fold(count) { batch, count in
        batch.visit { count.add(prompt: $0.prompt, completion: $0.completion) }
      }
    }
  }

  /// The profile of rows that were surveyed.
  /// - Parameter countAgain: makes the second look, where one is needed.
  func profile(
    _ survey: Survey, _ notes: [ReadingNote], of stream: RecordStream,
    countAgain: (EndingCount) throws(AssayError) -> EndingCount
  ) throws(AssayError) -> Profile {
    var survey = survey
    let inference = task(of: survey, stream)
    if inference.task != .chat { try requireColumns(survey, stream) }
    let search = endingSearch(survey, stream)
    let count = search.count
    let endings = search.endings(count.isEmpty ? count : try countAgain(count))
    var profile = Profile(
      path: stream.source.path, isEdited: !stream.plan.isEmpty, format: stream.source.format,
      notes: stream.plan.isEmpty ? notes : [], rows: survey.rows, columns: survey.columns,
      names: stream.resultNames, task: inference.task, evidence: inference.evidence,
      prompt: survey.prompt, completion: survey.completion, separator: endings.separator,
      stop: endings.stop, proposedSeparator: proposal(settings.separator, survey.prompt),
      proposedStop: proposal(settings.stop, survey.completion),
      labels: inference.task == .classification ? labels(survey) : [],
      completions: survey.labels, settings: settings)
    try survey.analyzers.finish(&profile, stream)
    return profile
  }

  /// The rows, read by what they have shown; nil where that is known, or is no news.
  func seenAnew(_ stream: RecordStream, _ survey: Survey) -> RecordStream? {
    guard stream.plan.isEmpty, stream.names.form == nil, stream.names.strays.isEmpty else {
      return nil
    }
    let form = survey.forms.form
    let hasCompletions = ExampleColumns(survey.columns, names: stream.names).completion != nil
    let strays = hasCompletions && form != .chats ? survey.strays.names : []
    return form == nil && strays.isEmpty ? nil : stream.reading(form, strays: strays)
  }

  private func survey(
    _ stream: RecordStream
  ) throws(AssayError) -> (Survey, [ReadingNote]) {
    let empty = Survey(rules: settings.facts, analyzers.starting(on: stream, settings))
    return try stream.foldNoting(empty) { batch, survey in survey.add(batch) }
  }

  private func task(
    of survey: Survey, _ stream: RecordStream
  ) -> (task: TrainingTask, evidence: String) {
    let columns = ExampleColumns(survey.columns, names: stream.resultNames)
    let inference = TaskInference(wanted: settings.task, rules: settings.facts).task(
      rows: survey.rows, blankPrompts: survey.prompt.blank, labels: survey.labels,
      hasMessages: columns.messages != nil)
    guard inference.0 == .chat, let preferences = columns.preferences else {
      return (inference.0, inference.evidence)
    }
    return (.chat, "of two answers the better one, in `\(preferences.better)`, ends a chat")
  }

  private func proposal(_ wanted: String?, _ survey: FieldSurvey) -> [UInt8] {
    wanted.map { Array($0.utf8) } ?? survey.endings.candidates.proposal
  }

  private func labels(_ survey: Survey) -> [Profile.Label] {
    survey.labels.sorted.map {
      let tails = survey.labels.tails(of: $0)
      return Profile.Label(
        text: $0.label, count: $0.count, firstRow: $0.firstRow, firstLine: $0.firstLine,
        tails: tails.count > 1 ? tails : [])
    }
  }

  func endingSearch(_ survey: Survey, _ stream: RecordStream) -> EndingSearch {
    EndingSearch(
      prompt: survey.prompt.endings, completion: survey.completion.endings,
      separator: settings.separator, stop: settings.stop,
      areLabels: task(of: survey, stream).task == .classification)
  }

  // MARK: - Columns

  func requireRows(_ survey: Survey, _ stream: RecordStream) throws(AssayError) {
    guard survey.rows == 0 else { return }
    throw AssayError(
      stream.plan.isEmpty ? "the file has no rows" : "no row is left after the fixes",
      at: Location(file: stream.source.path),
      remedy: stream.plan.isEmpty
        ? "Check that the export was complete" : "`assay lint` says why the rows are dropped")
  }

  /// Without both columns there is nothing to check. A plain text file has completions only.
  private func requireColumns(_ survey: Survey, _ stream: RecordStream) throws(AssayError) {
    var missing = MissingColumns(
      names: stream.resultNames, columns: survey.columns, format: stream.source.format)
    guard missing.error(file: stream.source.path) != nil else { return }
    var reader = try stream.source.open()
    missing.otherSheets = reader.notes.first { $0.kind == .otherSheets }?.detail
    if let batch = try reader.next() { missing.lookForHeader(in: batch) }
    if let error = missing.error(file: stream.source.path) { throw error }
  }
}
