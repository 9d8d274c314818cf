// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

@testable import Tokenizer

@Suite struct TextTokenizerTests {
  let tokenizer = TextTokenizer.gpt2

  @Test func encodesTheExampleOfTheManual() {
    #expect(tokenizer.encode("The elf queen") == [464, 23878, 16599])
  }

  @Test func agreesWithTiktokenOnAwkwardTexts() throws {
    let path = Checkout.root.appending(path: "Tests/TokenizerTests/Fixtures/golden_ids.json").path
    let bytes = try Array(Data(contentsOf: URL(filePath: path)))
    let cases = try #require(try JSONParser.parse(bytes, file: path)["cases"]?.array)
    #expect(cases.count > 300)
    let encoder = tokenizer.makeEncoder(readsAddedTokens: false)
    for item in cases {
      let text = try #require(item["text"]?.string)
      let ids = try #require(item["ids"]?.array).compactMap { $0.integer.map(Int32.init) }
      // The fixture is of `encode_ordinary`, to which names of special tokens are text.
      var (found, count): ([Int32], Int) = ([], 0)
      Array(text.utf8).withUnsafeBufferPointer {
        encoder.encode($0, into: &found)
        count = encoder.count($0)
      }
      #expect(found == ids && count == ids.count, "\(text.debugDescription)")
      #expect(Array(tokenizer.decode(ids).utf8) == Array(text.utf8))
    }
  }

  @Test func everyTokenEncodesToItself() {
    #expect(tokenizer.vocabularySize == 50257)
    // Tokens that the pre-tokenizer would cut are merged whole by the merger alone.
    let merger = BytePairMerger(tokenizer.vocabulary)
    defer { merger.deallocate() }
    var ids = [Int32](repeating: 0, count: 256)
    for id in 0..<Int32(50256) {
      let bytes = tokenizer.bytes(of: id)
      let count = bytes.withUnsafeBufferPointer { bytes in
        ids.withUnsafeMutableBufferPointer { ids in
          merger.encode(bytes.baseAddress!, count: bytes.count, to: ids.baseAddress!)
        }
      }
      #expect(count == 1 && ids[0] == id)
    }
  }

  /// As transformers' GPT2TokenizerFast reads it.
  @Test func endOfTextInTextIsTheToken() {
    #expect(tokenizer.endOfText == 50256)
    #expect(tokenizer.encode("a<|endoftext|>") == [64, 50256])
    #expect(tokenizer.encode("<|endoftext|><|endoftext|> yes") == [50256, 50256, 3763])
    #expect(tokenizer.count("a<|endoftext|> b") == 3)
    #expect(tokenizer.decode([50256]) == "<|endoftext|>")
  }

  /// As tiktoken's `encode_ordinary`.
  @Test func endOfTextIsTextWhereOneAsksForIt() {
    let encoder = tokenizer.makeEncoder(readsAddedTokens: false)
    var ids: [Int32] = []
    Array("a<|endoftext|>".utf8).withUnsafeBufferPointer { encoder.encode($0, into: &ids) }
    #expect(ids == [64, 27, 91, 437, 1659, 5239, 91, 29])
  }

  @Test func idsOutsideTheVocabularyHaveNoBytes() {
    #expect(tokenizer.decodeBytes([-1, 464, 50257, .max]) == Array("The".utf8))
  }

  @Test func bytesThatAreNotUTF8ComeBack() {
    var generator = SystemRandomNumberGenerator()
    let samples =
      [[0xFF], [0x20, 0x80, 0x41], [0xE2, 0x82], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5]]
      + (0..<200).map { _ in
        (0..<40).map { _ in UInt8.random(in: 0...255, using: &generator) }
      }
    for bytes in samples {
      var ids: [Int32] = []
      bytes.withUnsafeBufferPointer { tokenizer.encode($0, into: &ids) }
      #expect(tokenizer.decodeBytes(ids) == bytes)
    }
  }

  @Test func ofTheSameTextAllWaysGiveTheSame() {
    // A word's place decides which of its fast paths reads it; the cache must not matter either.
    let text = "It's 12 cafés, naïve internationalization of GPT-2's\u{3000}tokens \n\n here"
    let fresh = tokenizer.makeEncoder()
    for start in text.indices {
      let part = Array(text[start...].utf8)
      var again: [Int32] = []
      part.withUnsafeBufferPointer { fresh.encode($0, into: &again) }
      var padded = part + Array(" and more words behind it".utf8)
      var ids: [Int32] = []
      padded.append(0)
      padded.withUnsafeBufferPointer { buffer in
        tokenizer.encode(UnsafeBufferPointer(rebasing: buffer[..<part.count]), into: &ids)
      }
      #expect(ids == again)
    }
  }

  @Test func longWordsComeBackWhole() {
    let alike = tokenizer.encode(String(repeating: "a", count: 1_000_000))
    #expect(tokenizer.decodeBytes(alike).count == 1_000_000)
    let letters = Self.letters(100_000)
    var ids: [Int32] = []
    letters.withUnsafeBufferPointer { tokenizer.encode($0, into: &ids) }
    #expect(tokenizer.decodeBytes(ids) == letters)
    let blanks = String(repeating: " ", count: 100_000)
    #expect(tokenizer.decode(tokenizer.encode(blanks)) == blanks)
  }

  /// The work is counted and not timed: each candidate that a long word is merged by costs the same, but
  /// for the logarithm of a heap.
  @Test func longWordsTakeNoQuadraticWork() {
    // Beyond this length words are merged by a heap.
    #expect(BytePairMerger.scannedLength <= 256)
    let words = [Self.letters(50_000), [UInt8](repeating: 97, count: 50_000)]
    for word in words {
      let vocabulary = Vocabulary.gpt2
      var out = [Int32](repeating: 0, count: word.count)
      let work = HeapMerge(vocabulary.merges).encode(
        word, count: word.count, byteIDs: vocabulary.byteIDs, to: &out)
      #expect(work.written == tokenizer.encode(String(decoding: word, as: UTF8.self)).count)
      // A candidate for each pair of the word, and at most two more for each merge.
      #expect(work.candidates >= word.count - work.written)
      #expect(work.candidates <= word.count + 2 * (word.count - work.written))
    }
  }

  private static func letters(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 97...122, using: &generator) }
  }

  @Test func severalThreadsMayEncode() async {
    let text = "The quick brown fox jumps over the lazy dog's café. "
    let wanted = tokenizer.encode(text)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask { (0..<200).allSatisfy { _ in tokenizer.encode(text) == wanted } }
      }
      for await same in group { #expect(same) }
    }
  }
}
