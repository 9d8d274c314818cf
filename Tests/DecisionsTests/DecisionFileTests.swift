// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Dataset
import Decisions
import Foundation
import Records
import Tables
import Testing

@Suite struct DecisionFileTests {
  private func decision(
    _ key: UInt64, _ action: RowDecision.Action, copy: Int = 0
  ) -> RowDecision {
    RowDecision(
      RowIdentity(key: RowKey(value: key), copy: copy), action, label: "a", number: Int(key),
      text: "text \(key)")
  }

  private func path(_ folder: TemporaryFolder) -> String {
    folder.url.appending(path: "d.jsonl").path
  }

  @Test func theLastDecisionAboutARowCounts() throws {
    let folder = try TemporaryFolder()
    let log = try DecisionLog(path: path(folder))
    for next in [
      decision(1, .keep), decision(2, .drop), decision(1, .change(" b")), decision(3, .drop),
      decision(3, .undo), decision(1, .keep, copy: 1),
    ] { try log.append(next) }
    let file = try DecisionFile(path: path(folder))
    #expect(
      file.decisions == [
        decision(1, .change(" b")), decision(2, .drop), decision(1, .keep, copy: 1),
      ])
  }

  /// A process that was killed while it wrote leaves part of a line.
  @Test func halfALineIsNoDecision() throws {
    let folder = try TemporaryFolder()
    try DecisionLog(path: path(folder)).append(decision(1, .keep))
    let whole = try Data(contentsOf: URL(filePath: path(folder)))
    try (whole + Data(#"{"row":"00"#.utf8)).write(to: URL(filePath: path(folder)))
    #expect(try DecisionFile(path: path(folder)).decisions.count == 1)
    try DecisionLog(path: path(folder)).append(decision(2, .drop))
    #expect(try DecisionFile(path: path(folder)).decisions.count == 2)
  }

  @Test(arguments: ["prompt,completion\na,b\n", "{\"a\":1}\n", "[]\n", "{\"row\":\"1\"}\n"])
  func anotherFileIsNotAddedTo(text: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "other.jsonl")
    let error = #expect(throws: AssayError.self) { try DecisionLog(path: path) }
    #expect(error?.location?.line == 1 && error?.remedy?.contains("assay review") == true)
    #expect(try String(contentsOf: URL(filePath: path), encoding: .utf8) == text)
  }

  // MARK: Use

  private func rows(_ text: String, in folder: TemporaryFolder) throws -> RecordStream {
    let path = try folder.write(text, to: "rows.csv")
    return RecordStream(try TableSource(path: path), names: ColumnNames(), threads: 1)
  }

  private func identities(_ rows: RecordStream) throws -> [RowIdentity] {
    var next = RowIdentities()
    var found: [RowIdentity] = []
    try rows.mapInOrder { batch in
      (0..<batch.count).map { RowKey(batch.rows[$0], in: batch) }
    } consume: { keys in
      found += keys.map { next.next($0) }
    }
    return found
  }

  /// Of two rows that say the same only the one is meant that was looked at, wherever it stands now.
  @Test func rowsAreFoundByWhatTheySay() throws {
    let folder = try TemporaryFolder()
    let before = try identities(
      rows("prompt,completion\na,x\nb,y\na,x\nc,z\n", in: folder))
    let log = try DecisionLog(path: path(folder))
    let actions: [RowDecision.Action] = [.keep, .change("z"), .drop, .drop]
    for (row, action) in zip(before, actions) {
      try log.append(RowDecision(row, action, label: "", number: 0, text: "c"))
    }
    let moved = try rows("n,completion,prompt\n1,y,b\n2,x,a\n3,x,a\n4,y,c\n", in: folder)
    let use = try DecisionUse(DecisionFile(path: path(folder)), rows: moved)
    #expect(use.changed == 1 && use.dropped == 1 && use.kept == 1)
    #expect(use.stale.map(\.row) == [before[3]])
    #expect(use.lines.count == 2 && use.steps.count == 2)
  }
}
