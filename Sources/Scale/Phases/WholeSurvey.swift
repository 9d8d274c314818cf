// SPDX-License-Identifier: Apache-2.0

import Analyzers
package import AssayCore
import BitCollections
import Dataset
import Records
import Tables

/// What is known of all shards together. Each phase that merges adds to it.
package struct WholeSurvey: PhaseContent {
  package static let kind = "profile"
  package static let maker = "assay scale merge"

  package let shards: [DataShard]
  /// The numbers of the shards' first rows.
  let starts: [Int]
  let format: TableFormat
  let byteCount: Int?
  /// The form in which the rows are to be read.
  let names: ColumnNames
  /// Whether all shards must be surveyed again, in that form.
  package let needsSurvey: Bool
  let part: SurveyPart
  /// What the second look has counted, and the hashes of the verdicts that it was given.
  var count: EndingCount?
  var verdicts: [String]?
  /// The rows of each shard of which sketches are needed, by their numbers in the shard.
  var wanted: [[Int]]?
  /// The rows of each shard that are nearly equal to an earlier one.
  var near: [[Int]]?
  var rest = NearDuplicateSearch.Rest()

  package var placed: DataShard { shards[0] }

  /// - Parameters:
  ///   - paths: the surveys of all shards, in any order.
  ///   - count: how many shards there are.
  /// - Throws: `AssayError` when one is missing, there twice, or does not fit.
  package init(
    merging paths: [String], count: Int, by run: PhaseRun
  ) throws(AssayError) {
    let order = try ShardOrder<ShardSurvey>(paths, count: count, by: run)
    let head = try Self.firstHead(order.paths, by: run)
    var sum = Sum(stub: Self.stub(order.shards, starts: [], format: head.format, run: run))
    for number in order.shards.indices {
      let info = run.surveyor.reading(of: sum.stub, firstRow: sum.rows)
      try sum.add(try order.content(number, by: run, info: info), like: head)
    }
    guard let part = sum.part else {
      throw AssayError("there is no survey to merge", remedy: "Name some")
    }
    let stub = Self.stub(
      order.shards, starts: sum.starts, format: head.format, byteCount: sum.byteCount, run: run,
      names: head.names)
    let form = try run.surveyor.newForm(of: part, stub)
    (shards, starts, format) = (order.shards, sum.starts, head.format)
    (byteCount, self.part) = (sum.byteCount, part)
    (needsSurvey, names) = (form != nil, form ?? stub.names)
  }

  /// In which form the rows were read, by the first shard that has some.
  private static func firstHead(
    _ paths: [String], by run: PhaseRun
  ) throws(AssayError) -> (format: TableFormat, names: ColumnNames) {
    for path in paths {
      let head = try PhaseFile<SurveyHead>(path: path, by: run).content
      if let format = head.format { return (format, head.names) }
    }
    throw AssayError(
      "no shard has a row", at: paths.first.map { Location(file: $0) },
      remedy: "Check that the export was complete")
  }

  /// The surveys of shards so far.
  private struct Sum {
    let stub: RecordStream
    var starts: [Int] = []
    var rows = 0
    var byteCount: Int? = 0
    var part: SurveyPart?

    /// - Parameter head: the form and the format that all shards must have.
    mutating func add(
      _ survey: ShardSurvey, like head: (format: TableFormat, names: ColumnNames)
    ) throws(AssayError) {
      if let format = survey.format {
        guard format == head.format else {
          throw AssayError(
            "the shard is \(format.rawValue), and others are \(head.format.rawValue)",
            at: Location(file: survey.shard.path), remedy: "Give shards of one format")
        }
        guard survey.names == head.names else {
          throw AssayError(
            "the shard was surveyed in another form than the first",
            at: Location(file: survey.shard.path),
            remedy: "Survey all shards with the same --profile, or all without one")
        }
      }
      starts.append(rows)
      rows += survey.part.rows
      byteCount = survey.byteCount.flatMap { own in byteCount.map { $0 + own } }
      if part == nil { part = survey.part } else { part?.merge(survey.part) }
    }
  }

  private static func stub(
    _ shards: [DataShard], starts: [Int], format: TableFormat, byteCount: Int? = nil, run: PhaseRun,
    names: ColumnNames? = nil
  ) -> RecordStream {
    RecordStream(
      SummarySource(shards, starts: starts, format: format, byteCount: byteCount),
      names: names ?? run.settings.names, threads: run.settings.threads)
  }

  /// - Parameter path: where a phase wrote it.
  package static func read(_ path: String, by run: PhaseRun) throws(AssayError) -> WholeSurvey {
    let head = try PhaseFile<WholeHead>(path: path, by: run).content
    let stub = stub(head.shards, starts: [], format: head.format, run: run)
    return try PhaseFile<WholeSurvey>(
      path: path, by: run, info: run.surveyor.reading(of: stub, firstRow: 0)
    ).content
  }

  // MARK: - What follows from it

  /// A stream that stands for all rows.
  func stream(_ run: PhaseRun) -> RecordStream {
    Self.stub(shards, starts: starts, format: format, byteCount: byteCount, run: run, names: names)
  }

  /// - Throws: `AssayError` when the phase before has not been run.
  func profile(_ run: PhaseRun, count: EndingCount? = nil) throws(AssayError) -> Profile {
    let stream = stream(run)
    guard let count = count ?? self.count ?? emptyCount(run, stream) else {
      throw .missingPhase("assay scale settle")
    }
    return try run.surveyor.profile(of: part, stream, count: count)
  }

  /// What is counted in a second look, with nothing counted.
  func endingCount(_ run: PhaseRun) -> EndingCount {
    run.surveyor.endingCount(of: part, stream(run))
  }

  private func emptyCount(_ run: PhaseRun, _ stream: RecordStream) -> EndingCount? {
    let count = run.surveyor.endingCount(of: part, stream)
    return count.isEmpty ? count : nil
  }

  /// The shard of a number, which must be what it was when it was surveyed.
  package func shard(_ number: Int) throws(AssayError) -> DataShard {
    guard shards.indices ~= number else {
      throw AssayError(
        "there is no shard \(number)", remedy: "Shards have the numbers 0 to \(shards.count - 1)")
    }
    let shard = shards[number]
    try require(try DataShard(number: number, path: shard.path))
    return shard
  }

  /// - Throws: `AssayError` when a shard is not what it was when it was surveyed.
  func require(_ shard: DataShard) throws(AssayError) {
    guard shards.indices ~= shard.number, shards[shard.number] == shard else {
      throw AssayError(
        "the shard is not the file that was surveyed", at: Location(file: shard.path),
        remedy: "Run all phases again, from assay scale survey on")
    }
  }

  func rows(of shard: DataShard) -> Int {
    let next = shard.number + 1 < starts.count ? starts[shard.number + 1] : part.rows
    return next - starts[shard.number]
  }

  /// Numbers of the whole as numbers of each shard.
  func divided(_ rows: some Sequence<Int>) -> [[Int]] {
    var divided = [[Int]](repeating: [], count: shards.count)
    var place = 0
    for row in rows {
      while place + 1 < starts.count, starts[place + 1] <= row { place += 1 }
      divided[place].append(row - starts[place])
    }
    return divided
  }

  /// What an engine must know to compare keys: whether rows of one prompt may conflict, and whether their
  /// completions differ when their pairs do.
  package func keyFacts(_ run: PhaseRun) throws(AssayError) -> (conflicts: Bool, sharesEdges: Bool)
  {
    let task = try profile(run, count: endingCount(run)).task
    return (task != .openEndedGeneration && task != .chat, part.sharesEdges)
  }
}

/// Of a survey what the rest is read with.
private struct SurveyHead: PhaseContent {
  static let kind = ShardSurvey.kind
  static let maker = ShardSurvey.maker
  let shard: DataShard
  let format: TableFormat?
  let names: ColumnNames

  var placed: DataShard { shard }
}

/// Of a profile what the rest is read with.
private struct WholeHead: PhaseContent {
  static let kind = WholeSurvey.kind
  static let maker = WholeSurvey.maker
  let shards: [DataShard]
  let format: TableFormat

  var placed: DataShard { shards[0] }
}

extension AssayError {
  static func missingPhase(_ command: String) -> AssayError {
    AssayError("the profile is not that of the phase before", remedy: "Give what \(command) wrote")
  }
}
