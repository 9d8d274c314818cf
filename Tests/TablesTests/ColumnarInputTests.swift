// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Foundation
import Testing

@testable import Tables

@Suite struct ColumnarInputTests {
  private static func fixture(_ name: String, _ room: String = "ParquetTests") throws -> Data {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return try Data(contentsOf: tests.appending(path: "\(room)/Fixtures/\(name)"))
  }

  @Test(arguments: ["in.parquet", "in"])
  func readsTheRowsAsThoseOfJSONLines(name: String) throws {
    let table = try ReadTable(
      try Self.fixture("chat-zstd.parquet"), as: name, options: .tiny(chunk: 7))
    let lines = try ReadTable(try Self.fixture("chat-zstd.jsonl"), as: "in.jsonl")
    #expect(table.columns == ["messages", "source"])
    #expect(table.rows == lines.rows && table.kinds == lines.kinds)
    #expect(table.lines == Array(1...table.rows.count))
  }

  @Test func aNameOfAnotherFormatIsTold() throws {
    let error = try readingError(try Self.fixture("deep.parquet"), as: "in.csv")
    #expect(error.message == "the file is a Parquet file, not CSV")
    #expect(error.remedy == "Name it .parquet or give --input-format parquet")
  }

  @Test func textUnderTheNameIsTold() throws {
    let error = try readingError(Data("a,b\n1,2\n".utf8), as: "in.parquet")
    #expect(error.message == "the file is not a Parquet file: it does not start with PAR1")
    #expect(try readingError(Data(), as: "in.parquet").code == .noRows)
  }

  @Test func aCutFileIsTold() throws {
    let bytes = try Self.fixture("chat-pages.parquet")
    let error = try readingError(bytes.prefix(bytes.count / 2), as: "in.parquet")
    #expect(error.message == "the Parquet file is cut short: it does not end in PAR1")
  }

  @Test(arguments: [
    ("chat-lz4", "in.arrow"), ("chat-zstd", "in.feather"), ("chat-stream-none", "in.arrows"),
    ("chat-stream-lz4", "in"),
  ])
  func readsArrowFilesAndStreams(fixture: String, name: String) throws {
    let table = try ReadTable(
      try Self.fixture(fixture + ".arrow", "ArrowIPCTests"), as: name, options: .tiny(chunk: 7))
    let lines = try ReadTable(
      try Self.fixture(fixture + ".jsonl", "ArrowIPCTests"), as: "in.jsonl")
    #expect(table.columns == ["messages", "source"])
    #expect(table.rows == lines.rows && table.kinds == lines.kinds)
  }

  @Test func anArrowFileUnderAnotherNameIsTold() throws {
    let arrow = try Self.fixture("deltas.arrow", "ArrowIPCTests")
    #expect(try readingError(arrow, as: "in.csv").message == "the file is an Arrow file, not CSV")
    let error = try readingError(arrow, as: "in.parquet")
    #expect(error.message == "the file is an Arrow file, not a Parquet file")
    #expect(error.remedy == "Name it .arrow or give --input-format arrow")
    let text = try readingError(Data("{\"a\":1}\n".utf8), as: "in.feather")
    #expect(text.message.hasPrefix("the file is not an Arrow file: it starts neither with ARROW1"))
    let old = try readingError(Data("FEA1 and more".utf8), as: "in.feather")
    #expect(old.message == "the file is a Feather file of the first version")
  }

  /// Bytes that are no text are in base 64, and the column and the rows are told.
  @Test(arguments: [
    ("types.parquet", "ParquetTests", "2_binary"), ("types.arrow", "ArrowIPCTests", "2_binary"),
    ("own-types.arrow", "ArrowIPCTests", "byte view"),
  ])
  func bytesThatAreNoTextAreNoted(name: String, room: String, column: String) throws {
    let table = try ReadTable(try Self.fixture(name, room), as: name, options: .tiny(chunk: 7))
    let place = try #require(table.columns.firstIndex(of: column))
    let note = try #require(table.notes(.encodedBytes).first { $0.detail == column })
    #expect(!note.rows.isEmpty && note.lines == note.rows.map { $0 + 1 })
    for row in note.rows.prefix(20) {
      let text = table.rows[row][place]
      #expect(text.utf8.count.isMultiple(of: 4) && !text.contains(" "))
    }
    #expect(!table.notes(.encodedBytes).contains { $0.detail == "0_string" })
  }
}
