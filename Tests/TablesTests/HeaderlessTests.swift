// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Tables
import Testing

/// Tables without a header: the first row is a row, and columns have numbers.
@Suite struct HeaderlessTests {
  private func read(_ path: String) throws -> (columns: [String], rows: [[String]], lines: [Int]) {
    var options = TableSource.Options()
    options.hasHeader = false
    var reader = try TableSource(path: path, options: options).open()
    var found: (columns: [String], rows: [[String]], lines: [Int]) = ([], [], [])
    while let batch = try reader.next() {
      found.columns = batch.columns
      for index in 0..<batch.count {
        found.rows.append(batch.columns.indices.map(batch[index].text))
        found.lines.append(batch[index].line)
      }
    }
    return found
  }

  @Test(arguments: ["csv", "tsv", "psv"])
  func theFirstLineIsARow(format: String) throws {
    let folder = try TemporaryFolder()
    let mark = ["csv": ",", "tsv": "\t", "psv": "|"][format] ?? ""
    let path = try folder.write(
      ["ham\(mark)\"see you\nat 8\"", "spam\(mark)win now", "ham\(mark)\"see you\nat 8\"", ""]
        .joined(separator: "\n"), to: "t.\(format)")
    let found = try read(path)
    #expect(found.columns == ["1", "2"] && found.lines == [1, 3, 4])
    #expect(
      found.rows == [["ham", "see you\nat 8"], ["spam", "win now"], ["ham", "see you\nat 8"]])
  }

  @Test func aRowOfAnotherLengthIsStillAFault() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a,b\nc,d,e\n", to: "t.csv")
    let error = #expect(throws: AssayError.self) { try read(path) }
    #expect(error?.location?.line == 2)
  }

  @Test func theFirstRowOfASheetIsARow() throws {
    let workbook = Workbook(
      rows: #"""
        <row r="1"><c r="A1" t="inlineStr"><is><t>ham</t></is></c><c r="B1"><v>7</v></c></row>
        <row r="2"><c r="A2" t="inlineStr"><is><t>spam</t></is></c><c r="B2"><v>8</v></c></row>
        """#)
    let folder = try TemporaryFolder()
    let path = try folder.write(Data(workbook.packed), to: "t.xlsx")
    let found = try read(path)
    #expect(found.columns == ["1", "2"] && found.rows == [["ham", "7"], ["spam", "8"]])
    #expect(found.lines == [1, 2])
  }
}
