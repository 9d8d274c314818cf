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

  package let shards: [Shard]
  /// The numbers of the shards' first rows.
  let starts: [Int]
  let format: TableFormat
  let byteCount: Int?
  /// The form in which the rows are to be read.
  let names: ColumnNames
  /// Whether all shards must be surveyed again, in that form.
  package let needsSurvey: Bool
  let part: SurveyPart
  /// What the second look has counted.
  var count: EndingCount?
  /// The rows of each shard of which sketches are needed, by their numbers in the shard.
  var wanted: [[Int]]?
  /// The rows of each shard that are nearly equal to an earlier one.
  var near: [[Int]]?
  var rest = NearDuplicateSearch.Rest()

  /// - Parameters:
  ///   - paths: the surveys of all shards, in any order.
  ///   - count: how many shards there are.
  /// - Throws: `AssayError` when one is missing, there twice, or does not fit.
  package init(merging paths: [String], count: Int, by run: PhaseRun) throws(AssayError) {
    let loose = try paths.map { path throws(AssayError) in
      try PhaseFile<ShardHead>(path: path, by: run).content
    }
    let order = try ShardOrder(
      loose.map(\.shard), paths: paths, maker: ShardSurvey.maker, count: count)
    guard let format = loose.lazy.compactMap(\.format).first else {
      throw AssayError(
        "no shard has a row", at: Location(file: order.shards[0].path),
        remedy: "Check that the export was complete")
    }
    var starts: [Int] = []
    var rows = 0
    var byteCount: Int? = 0
    var whole: SurveyPart?
    for (place, path) in order.paths.enumerated() {
      let stub = Self.stub(order.shards, starts: [], format: format, byteCount: nil, run: run)
      let survey = try PhaseFile<ShardSurvey>(
        path: path, by: run, info: run.surveyor.reading(of: stub, firstRow: rows)
      ).content
      if survey.names != loose[0].names {
        throw AssayError(
          "the shard was surveyed in another form than the first",
          at: Location(file: order.shards[place].path),
          remedy: "Survey all shards with the same --profile, or all without one")
      }
      if let other = survey.format, other != format {
        throw AssayError(
          "the shard is \(other.rawValue), and others are \(format.rawValue)",
          at: Location(file: order.shards[place].path), remedy: "Give shards of one format")
      }
      starts.append(rows)
      rows += survey.part.rows
      byteCount = survey.byteCount.flatMap { own in byteCount.map { $0 + own } }
      if whole == nil { whole = survey.part } else { whole?.merge(survey.part) }
    }
    guard let whole else { throw AssayError("there is no survey to merge", remedy: "Name some") }
    let stub = Self.stub(
      order.shards, starts: starts, format: format, byteCount: byteCount, run: run,
      names: loose[0].names)
    let form = try run.surveyor.newForm(of: whole, stub)
    (shards, self.starts, self.format, self.byteCount) = (order.shards, starts, format, byteCount)
    (part, needsSurvey, names) = (whole, form != nil, form ?? stub.names)
  }

  private static func stub(
    _ shards: [Shard], starts: [Int], format: TableFormat, byteCount: Int?, run: PhaseRun,
    names: ColumnNames? = nil
  ) -> RecordStream {
    RecordStream(
      SummarySource(shards, starts: starts, format: format, byteCount: byteCount),
      names: names ?? run.settings.names, threads: run.settings.threads)
  }

  /// - Parameter path: where a phase wrote it.
  package static func read(_ path: String, by run: PhaseRun) throws(AssayError) -> WholeSurvey {
    let head = try PhaseFile<WholeHead>(path: path, by: run).content
    let stub = stub(head.shards, starts: [], format: head.format, byteCount: nil, run: run)
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
  package func shard(_ number: Int) throws(AssayError) -> Shard {
    guard shards.indices ~= number else {
      throw AssayError(
        "there is no shard \(number)", remedy: "Shards have the numbers 0 to \(shards.count - 1)")
    }
    let known = shards[number]
    guard try Shard(number: number, path: known.path) == known else {
      throw AssayError(
        "the shard is not the file that was surveyed", at: Location(file: known.path),
        remedy: "Run all phases again, from assay scale survey on")
    }
    return known
  }

  func rows(of shard: Shard) -> Int {
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
  package func keyFacts(_ run: PhaseRun) throws(AssayError) -> (conflicts: Bool, sharesEdges: Bool) {
    let task = try profile(run, count: endingCount(run)).task
    return (task != .openEndedGeneration && task != .chat, part.sharesEdges)
  }
}

/// Of a survey what tells which shard it is of.
private struct ShardHead: PhaseContent {
  static let kind = ShardSurvey.kind
  static let maker = ShardSurvey.maker
  let shard: Shard
  let format: TableFormat?
  let names: ColumnNames
}

/// Of a profile what the rest is read with.
private struct WholeHead: PhaseContent {
  static let kind = WholeSurvey.kind
  static let maker = WholeSurvey.maker
  let shards: [Shard]
  let format: TableFormat
}

extension AssayError {
  static func missingPhase(_ command: String) -> AssayError {
    AssayError("the profile is not that of the phase before", remedy: "Give what \(command) wrote")
  }
}
