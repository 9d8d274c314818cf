// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Tables
import Testing
import Training

@Suite struct CorpusReaderTests {
  /// Reads with bytes as tokens and 256 between documents.
  private func read(_ text: String, _ name: String, block: Int) throws -> TrainingData {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: name)
    let reader = CorpusReader(
      blockSize: block, endOfText: 256, encode: { $0.utf8.map(Int32.init) })
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
}
