// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Tokenizer

@Suite struct WordCacheTests {
  /// The key of a word with `behind` more bytes in its text.
  private func key(_ word: String, behind: Int = 0) -> WordCache.Key {
    let bytes = Array(word.utf8) + [UInt8](repeating: 0x7A, count: behind)
    return bytes.withUnsafeBufferPointer { buffer in
      let start = buffer.baseAddress!
      return WordCache.key(start, length: word.utf8.count, end: start + buffer.count)
    }
  }

  private func entry(_ word: String, _ ids: [Int32]) -> WordCache.Entry {
    ids.withUnsafeBufferPointer {
      WordCache.Entry(key: key(word), ids: $0.baseAddress!, count: ids.count)
    }
  }

  private func ids(_ entry: UnsafePointer<WordCache.Entry>?) -> [Int32]? {
    entry.map { entry in
      [Int32](unsafeUninitializedCapacity: WordCache.mostIDs) { out, count in
        count = entry.pointee.write(to: out.baseAddress!)
      }
    }
  }

  @Test(arguments: 1...WordCache.longestWord)
  func aKeyIsTheSameWhereverTheTextEnds(length: Int) {
    let word = String("abcdefghijklmno".prefix(length))
    for behind in [0, 1, 7, 8, 15, 16, 40] { #expect(key(word, behind: behind) == key(word)) }
  }

  @Test func keysTellWordsAndLengthsApart() {
    let words = [
      "a", "b", "a\0", "a\0\0", "abcdefgh", "abcdefghi", "abcdefgh\0", "abcdefghijklmno",
    ]
    for (place, word) in words.enumerated() {
      for other in words.dropFirst(place + 1) { #expect(key(word) != key(other)) }
    }
  }

  @Test func entriesKeepOneToFourIDs() {
    for count in 1...WordCache.mostIDs {
      let wanted = (0..<count).map { Int32(MergeTable.idBound - 1 - $0) }
      let kept = entry("w", wanted)
      #expect(kept.count == count)
      #expect(withUnsafePointer(to: kept) { ids($0) } == wanted)
    }
  }

  @Test func findsWhatWasPutInAndNothingElse() {
    let cache = WordCache()
    defer { cache.deallocate() }
    #expect(cache.find(key("tea")) == nil)
    cache.insert(entry("tea", [7, 8]))
    #expect(ids(cache.find(key("tea"))) == [7, 8])
    #expect(cache.find(key("te")) == nil)
    cache.insert(entry("tea", [9]))
    #expect(ids(cache.find(key("tea"))) == [9])
  }

  /// With far more words than room, what is found is always right, and some words are pushed out.
  @Test func displacedWordsAreForgottenNotMixedUp() {
    let cache = WordCache()
    defer { cache.deallocate() }
    let words = 200_000
    for number in 0..<words { cache.insert(entry("w\(number)", [Int32(number)])) }
    let kept = (0..<words).filter { cache.find(key("w\($0)")) != nil }
    #expect(kept.count > 30_000 && kept.count <= 65_536)
    #expect(kept.allSatisfy { ids(cache.find(key("w\($0)"))) == [Int32($0)] })
  }

  @Test func theWordUsedLastStays() {
    let cache = WordCache()
    defer { cache.deallocate() }
    cache.insert(entry("kept", [1]))
    let isKept = (0..<300_000).allSatisfy { number in
      cache.insert(entry("w\(number)", [2]))
      return ids(cache.find(key("kept"))) == [1]
    }
    #expect(isKept)
  }
}

@Suite struct CountCacheTests {
  private func key(_ word: String) -> WordCache.Key {
    Array(word.utf8).withUnsafeBufferPointer { buffer in
      WordCache.key(
        buffer.baseAddress!, length: buffer.count, end: buffer.baseAddress! + buffer.count)
    }
  }

  @Test func keepsCountsOfEachLength() {
    let cache = CountCache()
    defer { cache.deallocate() }
    for length in 1...WordCache.longestWord {
      let word = String(repeating: "x", count: length)
      #expect(cache.find(key(word)) == nil)
      cache.insert(key(word), count: length)
      #expect(cache.find(key(word)) == length)
    }
    #expect(cache.find(key("x")) == 1)
    #expect(cache.find(key("y")) == nil)
  }

  @Test func aWordThatIsUsedMovesUpAndOutlivesNewOnes() {
    let cache = CountCache()
    defer { cache.deallocate() }
    cache.insert(key("kept"), count: 3)
    let isKept = (0..<200_000).allSatisfy { number in
      cache.insert(key("w\(number)"), count: 1 + number % 15)
      return number % 2 == 1 || cache.find(key("kept")) == 3
    }
    #expect(isKept)
  }

  @Test func whatIsFoundIsRight() {
    let cache = CountCache()
    defer { cache.deallocate() }
    for number in 0..<200_000 { cache.insert(key("w\(number)"), count: 1 + number % 15) }
    let found = (0..<200_000).filter { cache.find(key("w\($0)")) != nil }
    #expect(found.count > 30_000 && found.count <= 65_536)
    #expect(found.allSatisfy { cache.find(key("w\($0)")) == 1 + $0 % 15 })
  }
}
