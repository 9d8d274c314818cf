// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Testing

@testable import Tokenizer

@Suite struct LineReaderTests {
  private func lines(of text: String, blockSize: Int) throws -> [String] {
    let folder = try TemporaryFolder()
    let reader = try LineReader(path: folder.write(text, to: "a.txt"), blockSize: blockSize)
    var lines: [String] = []
    while let line = try reader.next() { lines.append(String(decoding: line, as: UTF8.self)) }
    #expect(reader.line == lines.count)
    return lines
  }

  @Test(arguments: [1, 2, 3, 7, 1 << 16])
  func cutsLinesWhateverTheBlock(blockSize: Int) throws {
    #expect(try lines(of: "", blockSize: blockSize) == [])
    #expect(try lines(of: "\n", blockSize: blockSize) == [""])
    #expect(
      try lines(of: "one\n\ntwo\r\nthree", blockSize: blockSize) == ["one", "", "two", "three"])
    #expect(try lines(of: "a longer line\nb\n", blockSize: blockSize) == ["a longer line", "b"])
  }

  @Test(arguments: [1, 2, 5, 8, 13, 1 << 16])
  func piecesEncodeAsTheWhole(blockSize: Int) throws {
    let text = "It's  a\n\n test,\u{a0}of pieces \u{3000} \u{a0}and naïve 中 文 words'll\r\n  end  "
    let folder = try TemporaryFolder()
    let reader = try LineReader(path: folder.write(text, to: "a.txt"), blockSize: blockSize)
    var ids: [Int32] = []
    while let piece = try reader.nextPiece() { TextTokenizer.gpt2.encode(piece, into: &ids) }
    #expect(ids == TextTokenizer.gpt2.encode(text))
  }

  @Test func aMissingFileIsNamed() {
    let error = #expect(throws: AssayError.self) { try LineReader(path: "/no/such/file") }
    #expect(error?.location?.file == "/no/such/file")
  }
}
