// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Testing

@testable import Tables

@Suite struct JSONLinesWriterTests {
  @Test func writesCompactLinesWithFewEscapes() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "out.jsonl").path
    var writer = try JSONLinesWriter(path: path)
    try writer.write(["a \"b\" \\ /", " é😀\u{7F}"])
    try writer.write(["\n\r\t\u{8}\u{C}\u{0}\u{1F}", ""])
    #expect(try folder.names.contains("out.jsonl") == false)
    try writer.commit()
    #expect(
      try folder.text(of: "out.jsonl") == #"{"prompt":"a \"b\" \\ /","completion":" é😀"#
        + "\u{7F}\"}\n" + #"{"prompt":"\n\r\t\b\f\u0000\u001f","completion":""}"# + "\n")
    #expect(try folder.names == ["out.jsonl"])
  }

  @Test func whatIsWrittenReadsBack() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "out.jsonl").path
    var writer = try JSONLinesWriter(path: path, keys: ["k\"1", "k2"])
    var generator = SeededGenerator(seed: 3)
    let rows = (0..<2_000).map { _ in
      (0..<2).map { _ in
        String(
          String.UnicodeScalarView(
            (0..<Int.random(in: 0...40, using: &generator)).compactMap { _ in
              Unicode.Scalar(UInt32.random(in: 0...0x2FF, using: &generator))
            }))
      }
    }
    for row in rows { try writer.write(row) }
    try writer.commit()
    let table = try ReadTable(TableSource(path: path))
    #expect(table.columns == ["k\"1", "k2"])
    #expect(table.rows == rows)
  }

  @Test func leavesNothingWithoutACommit() throws {
    let folder = try TemporaryFolder()
    do {
      var writer = try JSONLinesWriter(path: folder.url.appending(path: "out.jsonl").path)
      try writer.write(["a", "b"])
    }
    #expect(try folder.names.isEmpty)
  }
}
