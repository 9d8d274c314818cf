// SPDX-License-Identifier: Apache-2.0

import Dataset
import Tables
import Testing

@testable import Records

/// Which form most rows of a file have, where there are columns for both.
@Suite struct FormCountsTests {
  /// Rows that are a `pair` or a `chat`: the cells of the other form are missing.
  private func batch(
    _ rows: [String], columns: [String] = ["prompt", "completion", "messages"]
  ) -> RecordBatch {
    var builder = RowBatch.Builder(file: "example", columns: columns, firstRow: 0)
    for (index, row) in rows.enumerated() {
      for column in columns {
        let isThere = (column == "messages") == (row == "chat")
        builder.append(isThere ? "x" : "", kind: isThere ? .text : .missing)
      }
      builder.endRow(line: index + 1)
    }
    return RecordBatch(builder.finish())
  }

  private func counts(_ rows: [String]) -> FormCounts {
    var counts = FormCounts()
    counts.add(batch(rows))
    return counts
  }

  /// Whatever parts the rows are read in.
  @Test(
    arguments: [
      (["pair", "pair", "chat"], .pairs), (["chat", "pair", "chat"], .chats), (["chat"], .chats),
      (["chat", "pair", "pair", "chat", "pair"], .pairs), (["pair", "pair"], nil), ([], nil),
    ] as [([String], RowForm?)])
  func mostRowsDecide(_ rows: [String], _ form: RowForm?) {
    for cut in 0...rows.count {
      var left = counts(Array(rows[..<cut]))
      left.merge(counts(Array(rows[cut...])))
      #expect(left.form == form, "cut at \(cut)")
    }
  }

  /// Columns of one form tell it, and their rows count once there are columns of the other.
  @Test func rowsOfOneFormCountToo() {
    var pairs = FormCounts()
    pairs.add(batch(["pair", "pair"], columns: ["prompt", "completion"]))
    #expect(pairs.form == nil)
    pairs.add(batch(["chat"]))
    #expect(pairs.form == .pairs)
    var chats = FormCounts()
    chats.add(batch(["chat", "chat"], columns: ["messages"]))
    #expect(chats.form == nil)
    chats.merge(pairs)
    #expect(chats.form == .chats)
  }
}
