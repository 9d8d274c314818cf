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
}
