// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Tables
import Testing
import Training

@Suite struct CorpusReaderTests {
  /// Reads with bytes as tokens and 256 between documents.
  private func read(
    _ text: String, _ name: String, block: Int, change: (inout CorpusCut) -> Void = { _ in }
  ) throws -> TrainingData {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: name)
    var cut = CorpusCut(blockSize: block)
    change(&cut)
    let reader = CorpusReader(cut: cut, endOfText: 256, encode: { $0.utf8.map(Int32.init) })
    return try reader.read(try TableSource(path: path))
  }

  private func bytes(_ text: String) -> [Int32] { text.utf8.map(Int32.init) }

  @Test func aTextFileIsOneDocument() throws {
    let data = try read("ab\n\ncd\n", "corpus.txt", block: 4)
    #expect(data.examples.map(\.completion) == [bytes("ab\n\n"), bytes("cd\n")])
    #expect(data.examples.allSatisfy { $0.prompt.isEmpty })
    #expect(data.classes.isEmpty && data.tokenCount == 7)
  }

  @Test func rowsAreDocumentsWithAnEndBetween() throws {
    let rows = #"{"prompt":"a","completion":"b"}"# + "\n" + #"{"prompt":"","completion":"cde"}"#
    let data = try read(rows, "rows.jsonl", block: 3)
    #expect(data.examples.map(\.completion) == [bytes("ab") + [256], bytes("cde")])
  }

  @Test func aSingleTokenAtTheEndIsLeftOut() throws {
    #expect(try read("abcd", "corpus.txt", block: 4).examples.count == 1)
    #expect(throws: AssayError.self) { try read("\n", "corpus.txt", block: 4) }
  }

  /// Tokens, blocks and their order make the fingerprint.
  @Test func blocksOfAnotherSizeAreAnotherJob() throws {
    let one = try read("abcdefgh", "corpus.txt", block: 4)
    let other = try read("abcdefgh", "corpus.txt", block: 8)
    #expect(one.fingerprint != other.fingerprint)
  }

  @Test("Row 82: pieces of one token less and the end token") func piecesEndInTheEndToken() throws {
    let data = try read("abcdefgh", "corpus.txt", block: 4) { $0.endsBlocks = true }
    #expect(
      data.examples.map(\.completion) == [
        bytes("abc") + [256], bytes("def") + [256], bytes("gh") + [256],
      ])
    let whole = try read("abcdefgh", "corpus.txt", block: 4) {
      $0.endsBlocks = true
      $0.dropsLast = true
    }
    #expect(whole.examples.count == 2)
  }

  @Test("Row 83: contiguous blocks, the tail kept or dropped") func theTailIsKeptOrDropped() throws
  {
    #expect(try read("abcdefg", "c.txt", block: 3).examples.map(\.count) == [3, 3])
    #expect(try read("abcdefgh", "c.txt", block: 3).examples.map(\.count) == [3, 3, 2])
    let dropped = try read("abcdefgh", "c.txt", block: 3) { $0.dropsLast = true }
    #expect(dropped.examples.map(\.count) == [3, 3])
    let error = #expect(throws: AssayError.self) {
      try read("ab", "c.txt", block: 3) { $0.dropsLast = true }
    }
    #expect(error?.remedy?.contains("--drop-last") == true)
  }

  @Test("Row 83: nothing is added to the text", arguments: ["a\r\nb", "a\n\n\n", " a", "\n\na\r"])
  func theTextIsAsItStands(text: String) throws {
    #expect(try read(text, "c.txt", block: 64).examples.map(\.completion) == [bytes(text)])
  }

  /// Data sets call it `text`; the only column has no choice.
  @Test(
    "Row 82: texts in a column of their own",
    arguments: [
      ("c.jsonl", #"{"text":"ab"}"# + "\n" + #"{"text":"cd"}"# + "\n"),
      ("c.jsonl", #"{"id":7,"text":"ab"}"# + "\n" + #"{"id":8,"text":"cd"}"# + "\n"),
      ("c.csv", "body\nab\ncd\n"), ("c.json", #"[{"Text":"ab"},{"Text":"cd"}]"#),
      ("c.tsv", "id\ttext\n1\tab\n2\tcd\n"),
      ("c.jsonl", #"{"prompt":"a","completion":"b"}"# + "\n" + #"{"prompt":"","completion":"cd"}"#),
    ])
  func textsOfAColumn(name: String, text: String) throws {
    let blocks = try read(text, name, block: 64).examples.map(\.completion)
    #expect(blocks == [bytes("ab") + [256] + bytes("cd")])
  }

  @Test func severalColumnsWithoutTextAreRefused() throws {
    let error = #expect(throws: AssayError.self) {
      try read("id,body\n1,ab\n", "c.csv", block: 64)
    }
    #expect(error?.code == .missingColumn)
  }

  @Test("Row 82: the last blocks are held out") func theLastBlocksAreHeldOut() throws {
    let data = try read("abcdefghij", "c.txt", block: 2)
    let (training, validation) = try data.divided(holdingOut: 0.4)
    #expect(training.examples == Array(data.examples[..<3]))
    #expect(validation.examples == Array(data.examples[3...]))
    #expect(Set([data.fingerprint, training.fingerprint, validation.fingerprint]).count == 3)
    #expect(try data.divided(holdingOut: 0.01).validation.examples.count == 1)
    #expect(throws: AssayError.self) {
      try read("ab", "c.txt", block: 2).divided(holdingOut: 0.5)
    }
    #expect(data.part(0.4).examples.count == 2 && data.part(0.01).examples.count == 1)
  }
}
