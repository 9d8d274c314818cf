// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Testing

@testable import Tokenizer

/// Files of texts and of ids, and what is written of them.
@Suite struct TokenStreamTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func reader(_ text: String) throws -> LineReader {
    try LineReader(path: folder.write(text, to: "in.txt"))
  }

  /// What a stream writes.
  private func written(_ body: (TokenStream) throws -> Void) throws -> String {
    var bytes: [UInt8] = []
    let stream = TokenStream(TextTokenizer.gpt2) { (piece) throws(AssayError) in
      bytes.append(contentsOf: piece)
    }
    try body(stream)
    #expect(bytes.isEmpty)
    try stream.finish()
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func aTextIsAnArrayOrANumber() throws {
    #expect(try written { try $0.encode(text: "The elf", countsOnly: false) } == "[464,23878]\n")
    #expect(try written { try $0.encode(text: "The elf", countsOnly: true) } == "2\n")
    #expect(try written { try $0.encode(text: "", countsOnly: false) } == "[]\n")
    #expect(try written { try $0.encode(text: "", countsOnly: true) } == "0\n")
  }

  @Test func eachLineHasItsLine() throws {
    let reader = try reader("The elf\n\nThe\n")
    #expect(try written { try $0.encodeLines(of: reader) } == "464 23878\n\n464\n")
  }

  @Test func linesOfJSON() throws {
    let text = "\"The elf\"\n\"\"\n\"\\u0054he\"\n"
    let ids = try reader(text)
    #expect(
      try written { try $0.encodeJSONLines(of: ids, countsOnly: false) }
        == "[464,23878]\n[]\n[464]\n")
    let counts = try reader(text)
    #expect(try written { try $0.encodeJSONLines(of: counts, countsOnly: true) } == "2\n0\n1\n")
  }

  @Test func aDocumentIsOneLine() throws {
    let text = "The elf\nThe"
    let ids = TextTokenizer.gpt2.encode(text)
    let document = try reader(text)
    #expect(
      try written { try $0.encodeDocument(document) }
        == ids.map { "\($0)" }.joined(separator: " ") + "\n")
    let counted = try reader(text)
    #expect(try written { try $0.countDocument(counted) } == "\(ids.count)\n")
    let empty = try reader("")
    #expect(try written { try $0.encodeDocument(empty) } == "\n")
  }

  @Test func idsBecomeText() throws {
    let plain = try reader("464 23878\n\n464\n")
    #expect(try written { try $0.decodeLines(of: plain, json: false) } == "The elf\n\nThe\n")
    let json = try reader("[464,23878]\n[]\n")
    #expect(try written { try $0.decodeLines(of: json, json: true) } == "\"The elf\"\n\"\"\n")
  }

  /// A character that is cut is shown as one that cannot be read.
  @Test func halvesOfCharactersAreRepaired() throws {
    let ids = TextTokenizer.gpt2.encode("\u{1F600}")
    #expect(ids.count > 1)
    let json = try reader("[\(ids[0])]\n")
    #expect(try written { try $0.decodeLines(of: json, json: true) } == "\"\u{FFFD}\"\n")
  }

  @Test func faultsAreNamedByTheirLine() throws {
    let bad = try LineReader(
      path: folder.write(Data([0x61, 0x0A, 0x62, 0xFF, 0x0A]), to: "bad.txt"))
    var seen: [UInt8] = []
    let stream = TokenStream(TextTokenizer.gpt2) { (piece) throws(AssayError) in
      seen.append(contentsOf: piece)
    }
    let error = #expect(throws: AssayError.self) { try stream.encodeLines(of: bad) }
    #expect(error?.location?.line == 2 && error?.message == "not UTF-8")
    let batch = try LineReader(
      path: folder.write(Data([0x61, 0x0A, 0x62, 0xFF, 0x0A]), to: "bad.txt"))
    let texts = TextBatchReader(TextTokenizer.gpt2, readsAddedTokens: false)
    #expect(throws: AssayError.self) { try texts.encode(batch, areJSON: false) }
  }

  @Test func textsOfAFileTogether() throws {
    let texts = TextBatchReader(TextTokenizer.gpt2, readsAddedTokens: false)
    #expect(texts.encode("The elf") == [464, 23878])
    #expect(try texts.encode(reader("The elf\nThe\n"), areJSON: false) == [[464, 23878], [464]])
    #expect(try texts.encode(reader("\"The\"\n\"\"\n"), areJSON: true) == [[464], []])
    let added = TextBatchReader(TextTokenizer.gpt2, readsAddedTokens: true)
    #expect(added.encode("<|endoftext|>") == [50256] && texts.encode("<|endoftext|>").count > 1)
  }

  /// A long result comes in pieces and is whole.
  @Test func longResultsComeInPieces() throws {
    var pieces = 0
    var bytes: [UInt8] = []
    let buffer = ResultBuffer { (piece) throws(AssayError) in
      pieces += 1
      bytes.append(contentsOf: piece)
    }
    let line = Array(String(repeating: "x", count: 1 << 16).utf8)
    for _ in 0..<9 { try buffer.append(line) }
    #expect(pieces == 2 && bytes.count == 8 << 16)
    try buffer.append([UInt8](repeating: 0x79, count: 1 << 19))
    try buffer.append("\n")
    buffer.removeLast(if: "x")
    buffer.removeLast(if: "\n")
    try buffer.flush()
    #expect(bytes.count == (9 << 16) + (1 << 19) && bytes.last == 0x79)
  }
}
