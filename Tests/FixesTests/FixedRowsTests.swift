// SPDX-License-Identifier: Apache-2.0

import AssayCore
import BitCollections
import JSON
import Records
import RowsTestSupport
import Testing

@testable import Dataset
@testable import Fixes

@Suite struct FixedRowsTests {
  private let rows = [("a", "b"), ("c", "\"d\"\n"), ("e", "f"), ("g", "h")]
    .map { (prompt: $0.0, completion: $0.1) }

  private var plan: FixPlan {
    var plan = FixPlan()
    var drop = FixStep(.dropRows, "drop") { record in
      record.isDropped = record.prompt == Array("e".utf8)
      return record.isDropped
    }
    drop.code = "D"
    var mark = FixStep(.labels, "mark") { record in
      guard record.prompt == Array("a".utf8) else { return false }
      record.completion.append(0x21)
      return true
    }
    mark.code = "M"
    plan.append(round: [drop, mark])
    return plan
  }

  private func lines(
    _ fixed: FixedRows
  ) throws -> (train: String, valid: String, report: FixReport) {
    var train = ""
    var valid = ""
    let report = try fixed.forEachBatch { lines throws(AssayError) in
      train += String(decoding: lines.train, as: UTF8.self)
      valid += String(decoding: lines.valid, as: UTF8.self)
    }
    return (train, valid, report)
  }

  /// The same lines and counts whether the rows were kept or are edited anew.
  @Test(arguments: [false, true]) func linesOfJSON(isKept: Bool) throws {
    let source = ExampleRows.source(rows, batchSize: 2)
    let stream = RecordStream(source, names: ColumnNames(), plan: plan, threads: 2)
    if isKept { _ = try stream.fold(Count()) { batch, count in count.rows += batch.count } }
    let fixed = FixedRows(
      source, names: ColumnNames(), plan: plan, valid: BitSet([1]),
      edited: isKept ? stream : nil, threads: 2)
    let (train, valid, report) = try lines(fixed)
    #expect(
      train == #"{"prompt":"a","completion":"b!"}"# + "\n" + #"{"prompt":"g","completion":"h"}"#
        + "\n")
    #expect(valid == #"{"prompt":"c","completion":"\"d\"\n"}"# + "\n")
    #expect(report.rowsIn == 4 && report.trainRows == 2 && report.validRows == 1)
    #expect(report.touched == ["D": 1, "M": 1])
    #expect(report.dropped.map(\.row) == [2])
  }

  private struct Count: Mergeable {
    var rows = 0
    mutating func merge(_ next: Count) { rows += next.rows }
  }

  @Test func everyChangedRowIsListed() throws {
    let fixed = FixedRows(
      ExampleRows.source(rows, batchSize: 1), names: ColumnNames(), plan: plan,
      valid: BitSet([3]), threads: 2, keepsEntries: true)
    let report = try lines(fixed).report
    #expect(report.entries.map(\.row) == [0, 2])
    let names = OutputNames(output: "o.jsonl", isSplit: true, hasLabels: false)
    #expect(
      report.entries[0].json(names).text()
        == #"{"row":0,"line":2,"action":"changed","codes":["M"],"file":"o_train.jsonl","new_row":0}"#
    )
    #expect(
      report.entries[1].json(names).text()
        == #"{"row":2,"line":4,"action":"dropped","codes":["D"],"file":null,"new_row":null}"#)
  }

  /// What the reader mended is changed, though its texts are those that were read.
  @Test func rowsThatWereReadAnewAreListed() throws {
    var plan = plan
    var mended = FixStep.byReader("mended", rows: BitSet([1]))
    mended.code = "R"
    plan.append(round: [mended])
    let fixed = FixedRows(
      ExampleRows.source(rows, batchSize: 2), names: ColumnNames(), plan: plan, threads: 1,
      keepsEntries: true)
    let report = try lines(fixed).report
    #expect(report.entries.map(\.row) == [0, 1, 2])
    #expect(report.entries.map(\.codes) == [["M"], ["R"], ["D"]])
    #expect(report.entries.map(\.newRow) == [0, 1, nil])
    #expect(report.rows(touchedBy: 2) == 1)
  }

  @Test func changesAreShownRowByRow() throws {
    var text = ""
    try RowDiff(ExampleRows.source(rows), names: ColumnNames(), plan: plan, threads: 1)
      .forEachBatch { part throws(AssayError) in text += part }
    #expect(
      text == """
        @@ row 1, line 2: M @@
        -{"prompt":"a","completion":"b"}
        +{"prompt":"a","completion":"b!"}
        @@ row 3, line 4: D @@
        -{"prompt":"e","completion":"f"}

        """)
  }
}
