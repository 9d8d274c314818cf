// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Testing

@testable import Tables

/// Rows that give few of very many columns.
@Suite struct SparseRowTests {
  private static let keys = (0..<1000).map { "k\($0)" }

  private func table(_ rows: [String]) throws -> ReadTable {
    let first = "{" + Self.keys.map { "\"\($0)\": 1" }.joined(separator: ", ") + "}"
    return try ReadTable(([first] + rows).joined(separator: "\n"), as: "in.jsonl")
  }

  @Test func cellsStandInTheirColumns() throws {
    let table = try table([
      #"{"k999": "last", "k3": "x"}"#, #"{"k0": null}"#, "{}", #"{"k500": [1], "new": true}"#,
    ])
    #expect(table.columns == Self.keys + ["new"])
    let given = table.rows.map { row in
      row.indices.filter { !row[$0].isEmpty }.map { "\(table.columns[$0])=\(row[$0])" }
    }
    #expect(given[0] == Self.keys.map { "\($0)=1" })
    #expect(given[1...] == [["k3=x", "k999=last"], [], [], ["k500=[1]", "new=true"]])
    #expect(table.kinds[2][0] == .null)
    #expect(table.kinds[2].dropFirst().allSatisfy { $0 == .missing })
    #expect(table.kinds[4][500] == .nested)
    #expect(table.kinds[4][1000] == .boolean)
  }

  /// What a row leaves out takes no memory.
  @Test func gapsTakeNoCells() throws {
    let folder = try TemporaryFolder()
    let first = "{" + Self.keys.map { "\"\($0)\": 1" }.joined(separator: ", ") + "}\n"
    let text = first + String(repeating: #"{"k999": 2}"# + "\n", count: 100)
    let path = try folder.write(text, to: "in.jsonl")
    var reader = try TableSource(path: path).open()
    let batch = try #require(try reader.next())
    #expect(batch.count == 101)
    #expect(batch.kinds.count == 1100)
  }

  @Test func blankCellsOfAWorkbookAreNull() throws {
    let rows = (1...9).map { #"<row r="\#($0)"><c r="XFD\#($0)"><v>\#($0)</v></c></row>"# }
    let table = try ReadTable(Workbook(rows: rows.joined()).packed, as: "in.xlsx")
    #expect(table.columns.count == 16_384)
    #expect(table.rows.map { $0[16_383] } == (2...9).map { "\($0)" })
    #expect(table.kinds[7].dropLast().allSatisfy { $0 == .null })
  }
}
