// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
import Testing

@testable import Tokenizer

@Suite struct BytePairMergerTests {
  let vocabulary = Vocabulary.gpt2

  /// The definition itself, written as plainly as can be.
  private func plainMerge(_ word: [UInt8]) -> [Int32] {
    var ids = word.map { vocabulary.byteIDs[Int($0)] }
    while ids.count > 1 {
      let ranks = (0..<ids.count - 1).map { vocabulary.merges.rank(ids[$0], ids[$0 + 1]) }
      let best = ranks.min()!
      guard best != MergeTable.none else { break }
      let place = ranks.firstIndex(of: best)!
      ids.replaceSubrange(place...place + 1, with: [vocabulary.merges.result(of: best)])
    }
    return ids
  }

  private func merge(_ word: [UInt8]) -> [Int32] {
    let merger = BytePairMerger(vocabulary)
    defer { merger.deallocate() }
    return [Int32](unsafeUninitializedCapacity: word.count) { out, count in
      count = word.withUnsafeBufferPointer {
        merger.encode($0.baseAddress!, count: word.count, to: out.baseAddress!)
      }
    }
  }

  @Test(arguments: [1, 2, 3, 15, 16, 63, 64, 65, 66, 200, 500])
  func shortAndLongWordsFollowTheDefinition(length: Int) {
    var generator = SeededGenerator(seed: UInt64(length))
    for alphabet in ["a", "ab", "etaoin srhl", "acgt", "=-_", "\u{0}é中😀"] {
      let letters = Array(alphabet.utf8)
      for _ in 0..<5 {
        let word = (0..<length).map { _ in letters[generator.next(below: letters.count)] }
        #expect(merge(word) == plainMerge(word))
      }
    }
  }

  private static let carried: [(vocabulary: Vocabulary, step: Int)] = [
    (.gpt2, 1), (.p50kBase, 5), (.cl100kBase, 7), (.o200kBase, 11),
  ]

  /// What lets an encoder look a word up among the tokens in place of merging it.
  @Test(arguments: BytePairMergerTests.carried.indices)
  func theBytesOfATokenMakeThatToken(_ index: Int) throws {
    let (vocabulary, step) = Self.carried[index]
    let merger = BytePairMerger(vocabulary)
    defer { merger.deallocate() }
    let added = Set(vocabulary.addedTokens.map(\.id))
    let tokens = try #require(vocabulary.ownTokens).index
    let ids =
      Array(stride(from: 0, to: vocabulary.size, by: step))
      + Array(vocabulary.size - 30..<vocabulary.size)
    for id in ids.map({ Int32($0) }) {
      let bytes = Array(vocabulary.token(id))
      guard !bytes.isEmpty else { continue }
      let out = UnsafeMutablePointer<Int32>.allocate(capacity: bytes.count)
      defer { out.deallocate() }
      let (count, found) = bytes.withUnsafeBufferPointer { bytes in
        (
          merger.encode(bytes.baseAddress!, count: bytes.count, to: out),
          tokens.find(bytes.baseAddress!, count: bytes.count)
        )
      }
      if added.contains(id) {
        #expect(found != id)
      } else {
        #expect(count == 1 && out[0] == id && found == id, "\(id)")
      }
    }
  }

  /// An encoder asks for the table of tokens when it has met many words; nothing but time may show it.
  @Test func manyWordsAreEncodedAsFewAre() {
    let encoder = TextTokenizer.gpt2.makeEncoder()
    for number in 0..<12_000 {
      let word = Array(" w\(number) \(number * 7919 % 104_729)".utf8)
      var ids: [Int32] = []
      word.withUnsafeBufferPointer { encoder.encode($0, into: &ids) }
      guard number % 100 == 0 || number > 11_900 else { continue }
      // A space goes with the number behind it.
      let plain =
        plainMerge(Array(" w".utf8)) + plainMerge(Array("\(number)".utf8))
        + plainMerge(Array(" \(number * 7919 % 104_729)".utf8))
      #expect(ids == plain, "\(number)")
      #expect(word.withUnsafeBufferPointer { encoder.count($0) } == ids.count)
    }
  }
}
