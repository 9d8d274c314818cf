// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Records
import RowsTestSupport
import Tables
import Testing
import Yams

@testable import Analyzers
@testable import Checks
@testable import Dataset

/// A check, as a rule file states it, at work on a few rows.
struct CheckRun {
  var settings = Settings()
  private let check: any Check

  init(_ yaml: String) throws {
    var parameters = try Parameters(
      #require(try Yams.compose(yaml: yaml)), subject: "check", file: "test.yaml")
    let kind = try parameters.string("kind")
    let type = try #require(CheckCatalog.kinds.first { $0.kind == kind })
    check = try type.init(&parameters)
    try parameters.finish()
  }

  func conclusions(_ source: any RowSource) throws -> [Conclusion] {
    let check = check
    let stream = RecordStream(source, names: settings.names, threads: settings.threads)
    let profile = try Surveyor(settings: settings, analyzers: check.analyzers).profile(stream)
    var tally = Tally()
    if check.isNeeded(profile) {
      tally = try stream.fold(Tally()) { batch, tally in
        batch.visitBlocks { check.inspectAll($0, profile, into: &tally) }
      }
    }
    return check.conclude(tally, profile)
  }

  /// What is concluded, such as `prompt 2 [0, 3<1..<2>] ending=\`->\``: the field, how many rows, the
  /// places with their bytes, and the values of the message.
  func callAsFunction(_ source: any RowSource) throws -> [String] {
    try conclusions(source).map { conclusion in
      let places = conclusion.places.map { place in
        "\(place.row)" + (place.range.map { "<\($0.lowerBound)..<\($0.upperBound)>" } ?? "")
      }
      let values = conclusion.values.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
      return "\(conclusion.field?.rawValue ?? "row") \(conclusion.rows) "
        + "[\(places.joined(separator: ", "))]\(values.joined())"
        + (conclusion.message.map { " \($0)" } ?? "") + (conclusion.isRepairable ? "" : " !")
    }
  }

  func callAsFunction(_ rows: [(String, String)]) throws -> [String] {
    try self(ExampleRows.source(rows.map { (prompt: $0.0, completion: $0.1) }, batchSize: 3))
  }

  /// On completions alone, with a different prompt for each.
  func callAsFunction(completions: [String]) throws -> [String] {
    try self(completions.enumerated().map { ("question \($0)", $1) })
  }

  /// On prompts alone.
  func callAsFunction(prompts: [String]) throws -> [String] {
    try self(prompts.enumerated().map { ($1, " answer number \($0) is long") })
  }
}

extension CheckRun {
  /// On cells of several kinds, column by column.
  func callAsFunction(
    _ rows: [[(String, CellKind)]], columns: [String] = ["prompt", "completion"],
    format: TableFormat = .jsonl, path: String = "example", notes: [ReadingNote] = []
  ) throws -> [String] {
    var builder = RowBatch.Builder(file: path, columns: columns, firstRow: 0)
    for (number, row) in rows.enumerated() {
      for (text, kind) in row { builder.append(text, kind: kind) }
      builder.endRow(line: number + 2)
    }
    var source = MemorySource(path: path, format: format, batches: [builder.finish()])
    source.notes = notes
    return try self(source)
  }
}

/// Counts a word for a token.
struct WordCounter: TokenCounter {
  func tokens(of utf8: Bytes) -> [Int] {
    utf8.split(separator: 0x20).map { $0.reduce(0) { $0 &* 31 &+ Int($1) } }
  }

  func tokenCount(of utf8: Bytes) -> Int { tokens(of: utf8).count }
}
