// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset
package import Records
import Tables

/// Makes a profile of a stream of records: one pass, and a short second one when an ending is on
/// many but not on all rows.
package struct Surveyor {
  package let settings: Settings
  package let needs: SurveyNeeds
  package let tokenLimit: Int
  package let scoreLimits: [ScoreLimit]

  package init(
    settings: Settings, needs: SurveyNeeds, tokenLimit: Int, scoreLimits: [ScoreLimit]
  ) {
    self.settings = settings
    self.needs = needs
    self.tokenLimit = tokenLimit
    self.scoreLimits = scoreLimits
  }

  package func profile(_ stream: RecordStream) throws(AssayError) -> Profile {
    let plan = Survey.Plan(
      needs: needs, tokenLimit: tokenLimit,
      hasKeys: stream.plan.isEmpty && [.json, .jsonl].contains(stream.source.format),
      tokenizer: settings.tokenizer,
      scoreLimits: stream.plan.isEmpty ? scoreLimits : [])
    var (survey, notes) = try stream.foldNoting(Survey(rules: settings.facts)) { batch, survey in
      survey.add(batch, plan)
    }
    try requireRows(survey, stream)
    let (task, evidence) = TaskInference(wanted: settings.task, rules: settings.facts).task(
      rows: survey.rows, blankPrompts: survey.prompt.blank, labels: survey.labels,
      hasMessages: ExampleColumns(survey.columns, names: stream.resultNames).messages != nil)
    if task != .chat { try requireColumns(survey, stream) }
    let endings = try endings(survey, stream)
    let duplicates = try survey.duplicates.result(
      comparingPrompts: task != .openEndedGeneration && task != .chat)
    let splitKeys = task == .classification ? keysForSplit(of: survey) : nil
    var similar = SimilarRows()
    similar.normalized = try survey.normalizedDuplicates.result(comparingPrompts: false)
      .repeated.subtracting(duplicates.repeated)
    // Their memory is needed for what comes now.
    survey.forgetHashes()
    similar.near = try nearRows(
      survey, stream, task, besides: [duplicates.repeated, similar.normalized])
    return Profile(
      path: stream.source.path, isEdited: !stream.plan.isEmpty, format: stream.source.format,
      notes: stream.plan.isEmpty ? notes : [], rows: survey.rows, columns: survey.columns,
      names: stream.resultNames, task: task, evidence: evidence, prompt: survey.prompt,
      completion: survey.completion, separator: endings.separator, stop: endings.stop,
      proposedSeparator: proposal(settings.separator, survey.prompt),
      proposedStop: proposal(settings.stop, survey.completion),
      labels: task == .classification ? labels(survey) : [],
      splitKeys: splitKeys, repeated: duplicates.repeated,
      conflicting: duplicates.conflicting,
      similar: similar,
      leaks: try leaks(survey, stream), otherLabels: settings.against.compactMap(\.labels),
      shapes: survey.shapes, twins: survey.twins.differing,
      allowedLabels: settings.labels, tokens: survey.tokens,
      overlong: RowSet(survey.tokens.overlong), tokenLimit: tokenLimit,
      lowScores: RowSet(survey.lowScores), size: size(survey, stream),
      sizeLimit: settings.maxBytes,
      tokenizer: settings.tokenizer)
  }

  /// A JSON Lines file that nothing is changed in is what would be uploaded.
  private func size(_ survey: Survey, _ stream: RecordStream) -> Int {
    let isAsItIs = stream.plan.isEmpty && stream.source.format == .jsonl
    return isAsItIs ? stream.source.byteCount ?? survey.writtenBytes : survey.writtenBytes
  }

  private func keysForSplit(of survey: Survey) -> SplitKeys? {
    guard needs.isSuperset(of: [.split, .duplicates]) else { return nil }
    return survey.classes.map {
      SplitKeys(rows: survey.duplicates.rows, prompts: survey.duplicates.prompts, classes: $0)
    }
  }

  private func proposal(_ wanted: String?, _ survey: FieldSurvey) -> [UInt8] {
    wanted.map { Array($0.utf8) } ?? survey.endings.candidates.proposal
  }

  private func labels(_ survey: Survey) -> [Profile.Label] {
    survey.labels.sorted.map {
      Profile.Label(text: $0.label, count: $0.count, firstRow: $0.firstRow, firstLine: $0.firstLine)
    }
  }

  // MARK: - Similar rows

  private func nearRows(
    _ survey: Survey, _ stream: RecordStream, _ task: TrainingTask, besides others: [RowSet]
  ) throws(AssayError) -> RowSet {
    guard needs.contains(.nearDuplicates) else { return RowSet() }
    var skipped = RowSet()
    for rows in others { skipped.formUnion(rows) }
    let compared = ComparedText(
      .example, prompt: survey.prompt.edges, completion: survey.completion.edges,
      isClassification: task == .classification)
    let side = NearDuplicateSearch.Side(stream: stream, compared: compared)
    let pairs = try NearPairs.within(try side.table(skipping: skipped))
    return try NearDuplicateSearch.confirmed(pairs, side, nil)
  }

  private func leaks(_ survey: Survey, _ stream: RecordStream) throws(AssayError) -> Leaks {
    guard needs.contains(.leaks) else { return Leaks() }
    return try Leaks(
      of: stream, survey.prompt.edges, survey.completion.edges, in: settings.against,
      rules: settings.facts)
  }

  private func endings(
    _ survey: Survey, _ stream: RecordStream
  ) throws(AssayError) -> (separator: Ending?, stop: Ending?) {
    let search = EndingSearch(
      prompt: survey.prompt.endings, completion: survey.completion.endings,
      separator: settings.separator, stop: settings.stop)
    var count = search.count
    if !count.isEmpty {
      count = try stream.fold(count) { batch, count in
        batch.visit { count.add(prompt: $0.prompt, completion: $0.completion) }
      }
    }
    return search.endings(count)
  }

  // MARK: - Columns

  private func requireRows(_ survey: Survey, _ stream: RecordStream) throws(AssayError) {
    guard survey.rows == 0 else { return }
    throw AssayError(
      stream.plan.isEmpty ? "the file has no rows" : "no row is left after the fixes",
      at: Location(file: stream.source.path),
      remedy: stream.plan.isEmpty
        ? "Check that the export was complete" : "`assay lint` says why the rows are dropped")
  }

  /// Without both columns there is nothing to check. A plain text file has completions only.
  private func requireColumns(_ survey: Survey, _ stream: RecordStream) throws(AssayError) {
    var missing = MissingColumns(names: stream.resultNames, columns: survey.columns)
    guard missing.error(file: stream.source.path) != nil else { return }
    let reader = try stream.source.open()
    missing.otherSheets = reader.notes.first { $0.kind == .otherSheets }?.detail
    missing.laterHeader = try laterHeader(missing, stream.source.format, reader)
    if let error = missing.error(file: stream.source.path) { throw error }
  }

  /// The line of the header where titles stand above it.
  private func laterHeader(
    _ missing: MissingColumns, _ format: TableFormat, _ reader: any TableReader
  ) throws(AssayError) -> Int? {
    var reader = reader
    guard [.csv, .tsv, .xlsx].contains(format), let batch = try reader.next() else {
      return nil
    }
    let rows = (0..<min(20, batch.count)).map { batch[$0] }
    return rows.first { missing.isHeader(batch.columns.indices.map($0.text)) }?.line
  }
}
