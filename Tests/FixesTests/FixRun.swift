// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Records
import RowsTestSupport
import Tables
import Testing
import Yams

@testable import Fixes

/// A rule's check and its fix at work on a few rows.
struct FixRun {
  var settings = Settings()
  private let check: any Check
  private let fix: any Fix

  init(check: String, fix: String) throws {
    var parameters = try Self.parameters(check)
    let checkKind = try parameters.string("kind")
    self.check = try #require(CheckCatalog.kinds.first { $0.kind == checkKind })
      .init(&parameters)
    parameters = try Self.parameters(fix)
    let fixKind = try parameters.string("kind")
    self.fix = try #require(FixCatalog.kinds.first { $0.kind == fixKind }).init(&parameters)
      .paired(with: self.check)
    try parameters.finish()
  }

  private static func parameters(_ yaml: String) throws -> Parameters {
    try Parameters(#require(try Yams.compose(yaml: yaml)), subject: "fix", file: "test.yaml")
  }

  /// The steps that answer what the check concludes.
  func steps(_ source: any RowSource) throws -> [FixStep] {
    let check = check
    let stream = RecordStream(source, names: settings.names, threads: 1)
    let profile = try Surveyor(settings: settings, analyzers: check.analyzers).profile(stream)
    var tally = Tally()
    if check.isNeeded(profile) {
      tally = try stream.fold(Tally()) { batch, tally in
        batch.visit { check.inspect($0, profile, into: &tally) }
      }
    }
    return check.conclude(tally, profile).filter(\.isRepairable).compactMap {
      fix.step(for: $0, profile)
    }
  }

  /// The rows after the fix, each as `prompt|completion`.
  func callAsFunction(_ source: any RowSource) throws -> [String] {
    var made = FixPlan()
    made.append(round: try steps(source))
    let plan = made
    var rows: [String] = []
    try RecordStream(source, names: settings.names, threads: 1).mapInOrder { batch in
      var lines: [String] = []
      plan.visit(batch) { _, edited in
        guard !edited.isDropped else { return }
        let texts = [edited.prompt, edited.completion].map { String(decoding: $0, as: UTF8.self) }
        lines.append(texts.joined(separator: "|"))
      }
      return lines
    } consume: { lines throws(AssayError) in
      rows += lines
    }
    return rows
  }

  /// The rows of a file of chats after the fix, each as it is written; nil where no fix is offered.
  func chats(_ rows: [String]) throws -> [String]? {
    let source = try TableSource(
      contents: Array(rows.map { $0 + "\n" }.joined().utf8), path: "chats.jsonl")
    var plan = FixPlan(keepsColumns: true)
    plan.append(round: try steps(source))
    guard !plan.isEmpty else { return nil }
    var text: [UInt8] = []
    _ = try FixedRows(source, names: settings.names, plan: plan, threads: 1)
      .forEachBatch { text += $0.train }
    return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  func callAsFunction(_ rows: [(String, String)]) throws -> [String] {
    try self(ExampleRows.source(rows.map { (prompt: $0.0, completion: $0.1) }))
  }

  func title(_ rows: [(String, String)]) throws -> String? {
    try steps(ExampleRows.source(rows.map { (prompt: $0.0, completion: $0.1) })).first?.title
  }
}
