// SPDX-License-Identifier: Apache-2.0

import AssayCore
import ColumnarTestSupport
import Foundation
import Parquet
import Testing

/// Rows against what pyarrow says that they are: Tests/Oracles/make/parquet_golden.py writes both.
struct ParquetRowsTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")
  private static let golden = GoldenRows(suffix: ".parquet") { count, read throws(AssayError) in
    try ParquetRows(file: GoldenRows.name, byteCount: count, read: read)
  }

  static let goldenNames = golden.names(in: fixtures)
  static let folderOfOthers = ProcessInfo.processInfo.environment["ASSAY_PARQUET_FILES"]

  @Test func thereAreFiles() {
    #expect(Self.goldenNames.count >= 10)
  }

  @Test(arguments: goldenNames)
  func readsWhatPyarrowWrote(name: String) throws {
    try Self.golden.expectSame(name, in: Self.fixtures)
  }

  @Test(.enabled(if: folderOfOthers != nil))
  func readsFilesOfTheFolder() throws {
    let folder = URL(filePath: Self.folderOfOthers ?? "")
    for name in Self.golden.names(in: folder) { try Self.golden.expectSame(name, in: folder) }
  }

  @Test func cutFilesEndInAMessage() throws {
    let bytes = try Self.golden.bytes("chat-pages", in: Self.fixtures)
    for count in stride(from: 0, to: bytes.count, by: 7) {
      let error = #expect(throws: AssayError.self) {
        try Self.golden.rows(of: Array(bytes[..<count]))
      }
      #expect(error?.location?.file == GoldenRows.name)
      #expect(error?.remedy != nil)
    }
  }

  /// Nothing worse than a message, whatever byte is wrong.
  @Test(arguments: ["chat-pages", "encodings", "deep", "chat-snappy"])
  func damagedFilesEndInAMessage(name: String) throws {
    Self.golden.readDamaged(try Self.golden.bytes(name, in: Self.fixtures), step: 5)
  }

  @Test func theFaultNamesTheFileAndTheRemedy() throws {
    let error = #expect(throws: AssayError.self) {
      try Self.golden.rows(of: Array("PAR1 and no more PAR".utf8))
    }
    #expect(error?.message == "the Parquet file is cut short: it does not end in PAR1")
    #expect(error?.remedy == "Fetch the file again")
  }
}
