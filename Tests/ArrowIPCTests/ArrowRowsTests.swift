// SPDX-License-Identifier: Apache-2.0

import ArrowIPC
import AssayCore
import ColumnarTestSupport
import Foundation
import Testing

/// Rows against what pyarrow says that they are: Tests/Oracles/make/arrow_golden.py writes both.
struct ArrowRowsTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")
  private static let golden = golden(rowLimit: 1 << 20)
  static let goldenNames = golden.names(in: fixtures)
  static let folderOfOthers = ProcessInfo.processInfo.environment["ASSAY_ARROW_FILES"]

  private static func golden(rowLimit: Int) -> GoldenRows {
    GoldenRows(suffix: ".arrow") { count, read throws(AssayError) in
      try ArrowRows(file: GoldenRows.name, byteCount: count, rowLimit: rowLimit, read: read)
    }
  }

  private static func bytes(_ name: String) throws -> [UInt8] {
    try golden.bytes(name, in: fixtures)
  }

  @Test func thereAreFiles() {
    #expect(Self.goldenNames.count >= 12)
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

  @Test(arguments: goldenNames)
  func theStartTellsThem(name: String) throws {
    #expect(ArrowRows.areFirst(try Self.bytes(name)))
  }

  @Test(arguments: ["ARROW", "prompt,completion\n", "PAR1 and more", "\u{FEFF}a,b", ""])
  func otherFilesStartInAnotherWay(text: String) {
    #expect(!ArrowRows.areFirst(Array(text.utf8)))
    #expect(!ArrowRows.areFirst([0xFF, 0xFF, 0xFF, 0xFF] + Array(text.utf8)))
  }

  @Test(arguments: [("chat-lz4", 7), ("own-types", 7), ("dictionaries", 1)])
  func cutFilesEndInAMessage(name: String, step: Int) throws {
    let bytes = try Self.bytes(name)
    for count in stride(from: 0, to: bytes.count, by: step) {
      let error = #expect(throws: AssayError.self) {
        try Self.golden.rows(of: Array(bytes[..<count]))
      }
      #expect(error?.location?.file == GoldenRows.name)
      #expect(error?.remedy != nil)
    }
  }

  /// A stream may end without a mark, but not within a message.
  @Test func cutStreamsEndInAMessageOrBetweenTwo() throws {
    let bytes = try Self.bytes("chat-stream-none")
    let all = try Self.golden.rows(of: bytes)
    var whole: Set<Int> = []
    for count in stride(from: 8, to: bytes.count, by: 8) {
      do throws(AssayError) {
        let rows = try Self.golden.rows(of: Array(bytes[..<count]))
        #expect(rows[...] == all.prefix(rows.count))
        whole.insert(rows.count)
      } catch {
        #expect(error.message.contains("cut short"))
      }
    }
    #expect(whole == [0, 7, 14, 20])
  }

  /// Nothing worse than a message, whatever byte is wrong.
  @Test(arguments: [
    "chat-zstd", "chat-stream-lz4", "own-types", "types", "deltas", "nested-dictionary",
  ])
  func damagedFilesEndInAMessage(name: String) throws {
    Self.golden.readDamaged(try Self.bytes(name), step: name == "own-types" ? 3 : 1)
  }

  @Test func aRowThatIsTooLongIsTold() throws {
    let bytes = try Self.bytes("own-types")
    let error = #expect(throws: AssayError.self) {
      try Self.golden(rowLimit: 200).rows(of: bytes)
    }
    #expect(error?.message == "a row has more than 200 bytes as JSON")
    #expect(error?.location?.row == 0)
  }

  @Test func theFaultNamesTheFileAndTheRemedy() throws {
    let error = #expect(throws: AssayError.self) {
      try Self.golden.rows(of: Array("ARROW1\0\0 and no more ARROW".utf8))
    }
    #expect(error?.message == "the Arrow file is cut short: it does not end in ARROW1")
    #expect(error?.remedy == "Fetch the file again")
  }
}
