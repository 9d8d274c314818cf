// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Testing

@testable import Tables

/// Several files as one data set.
@Suite struct JoinedTablesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func joined(
    _ files: [(name: String, text: String)], options: TableSource.Options = .init()
  ) throws -> JoinedTables {
    let paths = try files.map { try folder.write($0.text, to: $0.name) }
    return try JoinedTables(paths, name: "all", options: options)
  }

  @Test func rowsAndLinesAreThoseOfTheirFiles() throws {
    let source = try joined([
      ("a.jsonl", "{\"p\":\"1\",\"c\":\"2\"}\n{\"p\":\"3\",\"c\":\"4\"}\n"),
      ("b.jsonl", "\n{\"p\":\"5\",\"c\":\"6\"}"),
    ])
    #expect(source.format == .jsonl && source.byteCount == 54)
    let table = try ReadTable(source)
    #expect(table.rows == [["1", "2"], ["3", "4"], ["5", "6"]])
    #expect(table.numbers == [0, 1, 2] && table.lines == [1, 2, 2])
    #expect(source.origin(of: 1) == RowOrigin(file: folder.path("a.jsonl"), row: 1))
    #expect(source.origin(of: 2) == RowOrigin(file: folder.path("b.jsonl"), row: 0))
  }

  /// A file of other columns in another order, in every format, is read as if its rows stood behind the first.
  @Test(arguments: ["csv", "tsv", "jsonl", "json"])
  func columnsAreUnitedByName(format: String) throws {
    func text(_ columns: [String], _ cells: [String]) -> String {
      let separator = format == "csv" ? "," : "\t"
      guard format.hasPrefix("json") else {
        return [columns, cells].map { $0.joined(separator: separator) + "\n" }.joined()
      }
      let members = zip(columns, cells).map { "\"\($0)\":\"\($1)\"" }.joined(separator: ",")
      return format == "json" ? "[{\(members)}]" : "{\(members)}\n"
    }
    let source = try joined([
      ("1.\(format)", text(["p", "c"], ["1", "2"])),
      ("2.\(format)", text(["c", "x", "p"], ["3", "4", "5"])),
      ("3.\(format)", text(["p", "c"], ["6", "7"])),
    ])
    let table = try ReadTable(source)
    #expect(table.columns == ["p", "c", "x"])
    #expect(table.rows == [["1", "2", ""], ["5", "3", "4"], ["6", "7", ""]])
    #expect(table.kinds.map { $0[2] } == [.missing, .text, .missing])
  }

  /// Borders of batches and of files that have no row, first, in between and last.
  @Test func filesWithoutRowsAddNothing() throws {
    let text = (0..<20).map { "\($0),\"row \($0)\"\n" }
    let source = try joined(
      [
        ("0.csv", ""), ("1.csv", "p,c\n" + text[..<9].joined()), ("2.csv", "p,c\n"), ("3.csv", ""),
        ("4.csv", "p,c\n" + text[9...].joined()), ("5.csv", "p,c\n"),
      ], options: .tiny(chunk: 16, batch: 16))
    let table = try ReadTable(source)
    #expect(table.rows == (0..<20).map { ["\($0)", "row \($0)"] })
    #expect(table.numbers == Array(0..<20))
    #expect(source.origin(of: 9) == RowOrigin(file: folder.path("4.csv"), row: 0))
    let none = try joined([("6.csv", "p,c\n"), ("7.csv", "p,c\n")])
    let error = #expect(throws: AssayError.self) { try ReadTable(none) }
    #expect(error?.code == .noRows && error?.location?.file == folder.path("7.csv"))
  }

  @Test func notesOfAllFilesAreOne() throws {
    let source = try joined([
      ("a.csv", "p,c\n\n1,2\np,c\n3,4\n"), ("b.csv", "p,c\n5,6\n\np,c\n7,8\n"),
    ])
    let notes = try ReadTable(source).notes
    let again = try #require(notes.first { $0.kind == .headerAgain })
    #expect(again.count == 2 && again.location.file == folder.path("a.csv"))
    let blank = try #require(notes.first { $0.kind == .blankLine })
    #expect(blank.count == 2)
    #expect(notes.count == 2)
  }

  @Test func filesOfTwoFormatsAreRefused() throws {
    let error = #expect(throws: AssayError.self) {
      try joined([("a.csv", "p,c\n1,2\n"), ("b.jsonl", "{\"p\":\"1\"}\n")])
    }
    #expect(error?.location?.file == folder.path("b.jsonl"))
    #expect(error?.message == "the file is jsonl, and `\(folder.path("a.csv"))` is csv")
  }

  @Test func aFaultNamesItsFile() throws {
    let source = try joined([("a.jsonl", "{\"p\":\"1\"}\n"), ("b.jsonl", "{\"p\":\"1\"}\n{\n")])
    let error = #expect(throws: AssayError.self) { try ReadTable(source) }
    #expect(error?.location?.file == folder.path("b.jsonl") && error?.location?.line == 2)
  }
}
