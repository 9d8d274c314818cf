// SPDX-License-Identifier: Apache-2.0

/// Encodes text for one thread at a time: a tokenizer's tables with caches of words and working
/// memory of its own, 1 MB to count and 2 MB more to encode. `GPT2Tokenizer` keeps some ready; a loop
/// over many texts gains by holding one.
package final class Encoder {
  private let vocabulary: Vocabulary
  /// Nil where the names of added tokens are text like any other.
  private let addedTokens: AddedTokenSearch?
  private let splitter = PreTokenizer()
  private let merger: BytePairMerger
  /// Made by the first encoding; who counts does without.
  private var cache: WordCache?
  private let counts = CountCache()
  /// Ids on their way out.
  private var block: UnsafeMutablePointer<Int32>
  private var capacity = 1 << 12

  /// - Parameter readsAddedTokens: whether the names of special and added tokens in a text stand for
  ///   these tokens.
  init(_ vocabulary: Vocabulary, readsAddedTokens: Bool = true) {
    self.vocabulary = vocabulary
    addedTokens = readsAddedTokens ? vocabulary.addedTokenSearch : nil
    merger = BytePairMerger(vocabulary)
    block = .allocate(capacity: capacity)
  }

  deinit {
    merger.deallocate()
    cache?.deallocate()
    counts.deallocate()
    block.deallocate()
  }

  /// Adds the ids of a text in UTF-8 at the end of `ids`. Any bytes are encoded, also such that are
  /// not UTF-8.
  package func encode(_ utf8: UnsafeBufferPointer<UInt8>, into ids: inout [Int32]) {
    forEachBlock(utf8) { ids.append(contentsOf: $0) }
  }

  /// The number of ids of a text in UTF-8.
  package func count(_ utf8: UnsafeBufferPointer<UInt8>) -> Int {
    guard let match = addedTokens?.first(in: utf8, from: 0) else { return countText(utf8) }
    var total = 0
    forEachPart(of: utf8, from: match) { text, token in
      total += countText(text) + (token == nil ? 0 : 1)
    }
    return total
  }

  /// The number of ids of a text in which nothing stands for an added token.
  private func countText(_ utf8: UnsafeBufferPointer<UInt8>) -> Int {
    guard var position = utf8.baseAddress else { return 0 }
    let splitter = splitter
    let counts = counts
    let end = position + utf8.count
    var total = 0
    while position < end {
      let stop = splitter.wordEnd(from: position, end: end)
      let length = stop - position
      if length <= WordCache.longestWord {
        let key = WordCache.key(position, length: length, end: end)
        total &+= counts.find(key) ?? countNew(key, position, length: length)
      } else {
        if length > capacity { grow(to: length) }
        total &+= merger.encode(position, count: length, to: block)
      }
      position = stop
    }
    return total
  }

  /// Counts a word that is not in the cache and puts it there; its ids cannot be more than its bytes.
  @inline(never)
  private func countNew(
    _ key: WordCache.Key, _ word: UnsafePointer<UInt8>, length: Int
  ) -> Int {
    let count = merger.encode(word, count: length, to: block)
    counts.insert(key, count: count)
    return count
  }

  /// Hands the ids of a text over in blocks that are valid during the call.
  package func forEachBlock(
    _ utf8: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<Int32>) -> Void
  ) {
    guard let match = addedTokens?.first(in: utf8, from: 0) else {
      return forEachTextBlock(utf8, body)
    }
    forEachPart(of: utf8, from: match) { text, token in
      forEachTextBlock(text, body)
      if let token {
        withUnsafePointer(to: token) { body(UnsafeBufferPointer(start: $0, count: 1)) }
      }
    }
  }

  /// Cuts a text at its added tokens: calls `body` with the text before each and with what is left
  /// behind the last.
  /// - Parameter match: the first of them.
  private func forEachPart(
    of utf8: UnsafeBufferPointer<UInt8>, from match: AddedTokenSearch.Match,
    body: (UnsafeBufferPointer<UInt8>, Int32?) -> Void
  ) {
    var start = 0
    var next: AddedTokenSearch.Match? = match
    while let match = next {
      body(UnsafeBufferPointer(rebasing: utf8[start..<match.range.lowerBound]), match.id)
      start = match.range.upperBound
      next = addedTokens?.first(in: utf8, from: start)
    }
    body(UnsafeBufferPointer(rebasing: utf8[start...]), nil)
  }

  private func forEachTextBlock(
    _ utf8: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<Int32>) -> Void
  ) {
    guard var position = utf8.baseAddress else { return }
    let end = position + utf8.count
    while position < end {
      let filled = fillBlock(from: &position, end: end)
      body(UnsafeBufferPointer(start: block, count: filled))
    }
  }

  /// Encodes words until the block is nearly full or the text ends.
  private func fillBlock(from start: inout UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) -> Int {
    let splitter = splitter
    let cache = self.cache ?? WordCache()
    self.cache = cache
    let block = block
    let limit = capacity - WordCache.longestWord - 1
    var position = start
    var filled = 0
    while position < end, filled <= limit {
      let stop = splitter.wordEnd(from: position, end: end)
      let length = stop - position
      if length <= WordCache.longestWord {
        let key = WordCache.key(position, length: length, end: end)
        if let entry = cache.find(key) {
          filled &+= entry.pointee.write(to: block + filled)
          position = stop
          continue
        }
        filled = encodeNew(key, position, length: length, filled: filled)
        position = stop
        continue
      }
      if filled + length > capacity {
        if filled == 0 { grow(to: length) }
        break
      }
      filled += merger.encode(position, count: length, to: block + filled)
      position = stop
    }
    start = position
    return filled
  }

  /// Encodes a word that is not in the cache and puts it there, unless it makes too many ids.
  @inline(never)
  private func encodeNew(
    _ key: WordCache.Key, _ word: UnsafePointer<UInt8>, length: Int, filled: Int
  ) -> Int {
    let ids = block + filled
    let count = merger.encode(word, count: length, to: ids)
    if count <= WordCache.mostIDs {
      cache?.insert(WordCache.Entry(key: key, ids: ids, count: count))
    }
    return filled + count
  }

  /// Makes the empty block larger.
  private func grow(to size: Int) {
    block.deallocate()
    capacity = 2 * size
    block = .allocate(capacity: capacity)
  }
}
