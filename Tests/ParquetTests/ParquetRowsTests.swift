// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Foundation
import JSON
import Parquet
import Testing

/// Rows against what pyarrow says that they are: Tests/Oracles/make/parquet_golden.py writes both.
struct ParquetRowsTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  private static func names(in folder: URL) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".parquet") }.map { String($0.dropLast(8)) }.sorted()
  }

  static let goldenNames = names(in: fixtures)
  static let folderOfOthers = ProcessInfo.processInfo.environment["ASSAY_PARQUET_FILES"]

  @Test func thereAreFiles() {
    #expect(Self.goldenNames.count >= 10)
  }

  @Test(arguments: goldenNames)
  func readsWhatPyarrowWrote(name: String) throws {
    try Self.expectSameRows(Self.fixtures, name)
  }

  @Test(.enabled(if: folderOfOthers != nil))
  func readsFilesOfTheFolder() throws {
    let folder = URL(filePath: Self.folderOfOthers ?? "")
    for name in Self.names(in: folder) { try Self.expectSameRows(folder, name) }
  }

  private static func expectSameRows(_ folder: URL, _ name: String) throws {
    let rows = try rows(of: Array(Data(contentsOf: folder.appending(path: "\(name).parquet"))))
    let text = try String(contentsOf: folder.appending(path: "\(name).jsonl"), encoding: .utf8)
    let expected = text.split(separator: "\n")
    #expect(rows.count == expected.count, "\(name)")
    for (number, (row, wanted)) in zip(rows, expected).enumerated() {
      let found = try JSONParser.parse(Array(row.utf8), file: name)
      let right = try JSONParser.parse(Array(wanted.utf8), file: name)
      guard found != right else { continue }
      Issue.record("\(name), row \(number): \(row) instead of \(wanted)")
      return
    }
  }

  private static func rows(of bytes: [UInt8]) throws -> [String] {
    let reader = try reader(of: bytes)
    var rows: [String] = []
    while true {
      var row: [UInt8] = []
      guard try reader.write(to: &row) else { return rows }
      rows.append(String(decoding: row, as: UTF8.self))
    }
  }

  private static func reader(of bytes: [UInt8]) throws(AssayError) -> ParquetRows {
    try ParquetRows(file: "in.parquet", byteCount: bytes.count) { buffer, place in
      let part = bytes[min(place, bytes.count)...].prefix(buffer.count)
      buffer.copyBytes(from: part)
      return part.count
    }
  }

  @Test func cutFilesEndInAMessage() throws {
    let url = Self.fixtures.appending(path: "chat-pages.parquet")
    let bytes = Array(try Data(contentsOf: url))
    for count in stride(from: 0, to: bytes.count, by: 7) {
      let error = #expect(throws: AssayError.self) { try Self.rows(of: Array(bytes[..<count])) }
      #expect(error?.location?.file == "in.parquet")
      #expect(error?.remedy != nil)
    }
  }

  /// Nothing worse than a message, whatever byte is wrong.
  @Test(arguments: ["chat-pages", "encodings", "deep", "chat-snappy"])
  func damagedFilesEndInAMessage(name: String) throws {
    let url = Self.fixtures.appending(path: "\(name).parquet")
    let good = Array(try Data(contentsOf: url))
    for place in stride(from: 0, to: good.count, by: 5) {
      var bytes = good
      bytes[place] ^= place % 2 == 0 ? 0xFF : 1 << UInt8(place % 8)
      do throws(AssayError) {
        let reader = try Self.reader(of: bytes)
        var row: [UInt8] = []
        var rest = 1000
        while rest > 0, try reader.write(to: &row) {
          row.removeAll()
          rest -= 1
        }
      } catch {
        #expect(error.location?.file == "in.parquet")
      }
    }
  }

  @Test func theFaultNamesTheFileAndTheRemedy() throws {
    let error = #expect(throws: AssayError.self) {
      try Self.rows(of: Array("PAR1 and no more PAR".utf8))
    }
    #expect(error?.message == "the Parquet file is cut short: it does not end in PAR1")
    #expect(error?.remedy == "Fetch the file again")
  }
}
