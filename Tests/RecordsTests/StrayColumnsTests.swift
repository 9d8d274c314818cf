// SPDX-License-Identifier: Apache-2.0

import Dataset
import Tables
import Testing

@testable import Records

@Suite struct StrayColumnsTests {
  /// Rows with these cells; nil is a cell that the row does not have.
  private func batch(
    _ rows: [[String?]], columns: [String] = ["prompt", "completion", "answer"]
  ) -> RecordBatch {
    var builder = RowBatch.Builder(file: "example", columns: columns, firstRow: 0)
    for (index, row) in rows.enumerated() {
      for cell in row { builder.append(cell ?? "", kind: cell == nil ? .missing : .text) }
      builder.endRow(line: index + 1)
    }
    return RecordBatch(builder.finish())
  }

  private func names(_ rows: [[String?]]) -> [String] {
    var columns = StrayColumns()
    columns.add(batch(rows))
    for cut in 0...rows.count {
      var left = StrayColumns()
      var right = StrayColumns()
      left.add(batch(Array(rows[..<cut])))
      right.add(batch(Array(rows[cut...])))
      left.merge(right)
      #expect(left.names == columns.names, "cut at \(cut)")
    }
    return columns.names
  }

  private let whole: [String?] = ["p", "c", nil]
  private let noted: [String?] = ["p", "c", "text"]
  private let answered: [String?] = ["p", nil, "text"]

  /// More than half of the rows that hold text have no completion.
  @Test func columnsInThePlaceOfCompletions() {
    #expect(names([whole, noted, answered]) == [])
    #expect(names([whole, noted, answered, answered]) == ["answer"])
    #expect(names([whole, answered]) == ["answer"])
    #expect(names([whole, noted]) == [] && names([]) == [])
  }

  /// Numbers and symbols are no texts.
  @Test(arguments: [("123", false), ("-", false), ("a1", true), ("", false)])
  func textHasLetters(_ cell: String, _ isText: Bool) {
    #expect(names([["p", nil, cell], ["p", nil, cell]]) == (isText ? ["answer"] : []))
  }

  /// Where half of the rows or more have no prompt, prompts are not needed.
  @Test func columnsInThePlaceOfPrompts() {
    let asked: [String?] = [nil, "c", "text"]
    #expect(names([whole, whole, asked]) == ["answer"])
    #expect(names([whole, asked, asked]) == [])
    #expect(names([whole, asked]) == [])
  }
}
