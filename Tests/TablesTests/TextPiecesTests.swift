// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Tables

/// Bytes on their way from a file to a reader.
@Suite struct TextPiecesTests {
  /// Gives bytes in pieces of a size.
  private final class Pieces: ByteInput {
    private var rest: ArraySlice<UInt8>
    private let size: Int

    init(_ bytes: [UInt8], size: Int) {
      rest = bytes[...]
      self.size = size
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(AssayError) -> Int {
      let piece = rest.prefix(min(size, buffer.count))
      buffer.copyBytes(from: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
  }

  private func buffer(_ text: String, chunk: Int = 4, rowBytes: Int = 1 << 20) -> InputBuffer {
    var limits = TableLimits()
    limits.chunkBytes = chunk
    limits.rowBytes = rowBytes
    return InputBuffer(Pieces(Array(text.utf8), size: 3), file: "t", limits: limits)
  }

  // MARK: - Windows

  @Test func aWindowGrowsAndMoves() throws {
    let buffer = buffer("abcdefghij")
    try buffer.fill(line: 1)
    #expect(Array(buffer.bytes) == Array("abc".utf8) && buffer.offset == 0)
    try buffer.fill(line: 1)
    #expect(Array(buffer.bytes) == Array("abcdef".utf8))
    buffer.consume(4)
    #expect(Array(buffer.bytes) == Array("ef".utf8) && buffer.offset == 4)
    while !buffer.isAtEnd { try buffer.fill(line: 1) }
    #expect(Array(buffer.bytes) == Array("efghij".utf8))
  }

  @Test func aRowThatIsTooLongIsRefused() throws {
    let buffer = buffer("abcdefghij", rowBytes: 6)
    try buffer.fill(line: 7)
    try buffer.fill(line: 7)
    let error = #expect(throws: AssayError.self) { try buffer.fill(line: 7) }
    #expect(error?.code == .rowTooLarge && error?.location?.line == 7)
  }

  @Test(arguments: [
    ("\u{FEFF}ab", true, "ab"), ("ab", false, "ab"), ("", false, ""), ("é", false, "é"),
  ])
  func aByteOrderMarkIsSkipped(_ text: String, _ isMarked: Bool, _ rest: String) throws {
    let buffer = buffer(text)
    try buffer.skipByteOrderMark()
    while !buffer.isAtEnd { try buffer.fill(line: 1) }
    #expect(buffer.hadByteOrderMark == isMarked && Array(buffer.bytes) == Array(rest.utf8))
  }

  // MARK: - Lines

  private func blocks(_ text: String, chunk: Int) throws -> [String] {
    var blocks = LineBlocks(buffer(text, chunk: chunk))
    var result: [String] = []
    while let block = try blocks.next(line: 1) {
      result.append(String(decoding: block, as: UTF8.self))
    }
    return result
  }

  @Test(arguments: [1, 2, 3, 5, 64])
  func blocksHoldWholeLines(_ chunk: Int) throws {
    for text in ["a\nbb\nccc\n", "a\nbb", "a\r\nb\r\nc", "a\rb\rc\r", "\n\n\n", "abc"] {
      let blocks = try blocks(text, chunk: chunk)
      #expect(blocks.joined() == text)
      for block in blocks.dropLast() {
        #expect(block.utf8.last == 0x0A || block.utf8.last == 0x0D, "\(blocks)")
        #expect(!(block.utf8.last == 0x0D && text.contains("\r\n")), "\(blocks)")
      }
    }
    #expect(try blocks("", chunk: chunk) == [])
  }

  @Test(arguments: [
    ("", 0), ("a", 0), ("a\n", 1), ("a\r\nb\r\n", 2), ("a\rb", 1), ("\r", 1), ("\r\r\n\n", 3),
    ("\n\r", 2),
  ])
  func lineBreaksAreCounted(_ text: String, _ count: Int) {
    #expect(Array(text.utf8).withUnsafeBufferPointer { LineBreaks.count($0) } == count)
  }

  // MARK: - Other encodings

  @Test func windows1252HasItsOwnMarks() {
    #expect(Windows1252.text([0x80, 0x41, 0x93, 0xE9, 0xFF]) == "€A“éÿ")
    #expect(Windows1252.text([0x81]) == nil && Windows1252.text([0x9D]) == nil)
    #expect(Windows1252.text([0x7F, 0xA0, 0x9F]) == "\u{7F}\u{A0}Ÿ")
    #expect(Windows1252.text([]) == "")
  }

  private func transcoded(_ bytes: [UInt8], _ encoding: TextEncoding, size: Int) throws(AssayError)
    -> String
  {
    let input = try TranscodedInput(Pieces(bytes, size: size), encoding: encoding, file: "t")
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 5)
    while true {
      var count = 0
      var failure: AssayError?
      buffer.withUnsafeMutableBytes { space in
        do throws(AssayError) { count = try input.read(into: space) } catch { failure = error }
      }
      if let failure { throw failure }
      if count == 0 { return String(decoding: result, as: UTF8.self) }
      result += buffer[..<count]
    }
  }

  /// A character may be cut anywhere between two pieces.
  @Test(arguments: [1, 2, 3, 100])
  func charactersArePutTogether(_ size: Int) throws {
    #expect(try transcoded([0x41, 0xE9], .latin1, size: size) == "Aé")
    #expect(try transcoded([0x80], .windows1252, size: size) == "€")
    #expect(
      try transcoded([0x3D, 0xD8, 0x00, 0xDE, 0x41, 0], .utf16LittleEndian, size: size) == "😀A")
    #expect(try transcoded([0xD8, 0x3D, 0xDE, 0x00], .utf16BigEndian, size: size) == "😀")
    #expect(try transcoded([0x82, 0xA0, 0x41], .shiftJIS, size: size) == "あA")
    #expect(try transcoded([0x81, 0x30, 0x84, 0x36], .gb18030, size: size) == "¥")
  }

  @Test(
    arguments: [
      (
        [0x41, 0x00, 0x42], "the text ends inside a character of utf-16le, which starts at offset 2"
      ),
      ([0x41, 0x00, 0x00, 0xDC, 0x41, 0x00], "the byte at offset 2 is not valid utf-16le"),
    ] as [([UInt8], String)])
  func whatIsNoCharacterHasAPlace(_ bytes: [UInt8], _ message: String) {
    let error = #expect(throws: AssayError.self) {
      try transcoded(bytes, .utf16LittleEndian, size: 100)
    }
    #expect(error?.message == message)
    #expect(error?.code == .notUtf8)
  }
}
