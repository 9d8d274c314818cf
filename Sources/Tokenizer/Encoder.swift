// SPDX-License-Identifier: Apache-2.0

/// Encodes text for one thread at a time: a tokenizer's tables with caches of words and working
/// memory of its own, 1 MB to count and 2 MB more to encode. `TextTokenizer` keeps some ready; a loop
/// over many texts gains by holding one.
package final class Encoder {
  private let pipeline: Pipeline
  /// Nil where the names of added tokens are text like any other.
  private let addedTokens: AddedTokenSearch?
  /// The same for names that are looked for behind the normalizer.
  private let normalizedTokens: AddedTokenSearch?
  private let merger: BytePairMerger
  /// What knows the words that are tokens, and its table once so many words were new that it pays.
  private let ownTokens: OwnTokens?
  private var ownTokenIndex: TokenIndex?
  private var newWords = 0
  /// Made by the first encoding; who counts does without.
  private var cache: WordCache?
  private let counts = CountCache()
  /// Ids on their way out.
  private var block: UnsafeMutablePointer<Int32>
  private var capacity = 1 << 12

  /// - Parameter readsAddedTokens: whether the names of special and added tokens in a text stand for
  ///   these tokens.
  init(_ vocabulary: Vocabulary, _ pipeline: Pipeline = .gpt2, readsAddedTokens: Bool = true) {
    self.pipeline = pipeline
    func search(_ search: AddedTokenSearch) -> AddedTokenSearch? {
      readsAddedTokens && !search.isEmpty ? search : nil
    }
    addedTokens = search(vocabulary.addedTokenSearch)
    normalizedTokens = search(vocabulary.normalizedTokenSearch)
    merger = BytePairMerger(vocabulary)
    ownTokens = vocabulary.ownTokens
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
    var total = 0
    forEachPart(of: utf8, addedTokens) { text, start, token in
      total += token == nil ? 0 : 1
      withNormalized(text) { normalized, keepsStart in
        forEachPart(of: normalized, normalizedTokens) { text, place, token in
          let startsText = start + place == 0 && keepsStart
          total += countText(text, startsText: startsText) + (token == nil ? 0 : 1)
        }
      }
    }
    return total
  }

  /// Hands the ids of a text over in blocks that are valid during the call.
  package func forEachBlock(
    _ utf8: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<Int32>) -> Void
  ) {
    func hand(_ token: Int32?) {
      guard let token else { return }
      withUnsafePointer(to: token) { body(UnsafeBufferPointer(start: $0, count: 1)) }
    }
    forEachPart(of: utf8, addedTokens) { text, start, token in
      withNormalized(text) { normalized, keepsStart in
        forEachPart(of: normalized, normalizedTokens) { text, place, token in
          forEachTextBlock(text, startsText: start + place == 0 && keepsStart, body: body)
          hand(token)
        }
      }
      hand(token)
    }
  }

  /// Cuts a text at its added tokens: calls `body` with the text before each and where it starts, and
  /// with what is left behind the last.
  private func forEachPart(
    of utf8: UnsafeBufferPointer<UInt8>, _ search: AddedTokenSearch?,
    body: (UnsafeBufferPointer<UInt8>, Int, Int32?) -> Void
  ) {
    var start = 0
    while let match = search?.first(in: utf8, from: start) {
      body(UnsafeBufferPointer(rebasing: utf8[start..<match.range.lowerBound]), start, match.id)
      start = match.range.upperBound
    }
    body(UnsafeBufferPointer(rebasing: utf8[start...]), start, nil)
  }

  /// - Parameter body: gets the text as the normalizers leave it, and whether its first character is
  ///   still the first of the text.
  private func withNormalized(
    _ text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>, Bool) -> Void
  ) {
    guard let first = pipeline.normalizers.firstIndex(where: { !$0.leaves(text) }),
      let base = text.baseAddress
    else { return body(text, true) }
    var changed = Array(text)
    // A first character that is removed leaves nothing where it stands alone.
    let length = CharacterReader.scalar(at: base, end: base + text.count).length
    var start = Array(text[..<length])
    for normalizer in pipeline.normalizers[first...] {
      normalizer.apply(to: &changed)
      normalizer.apply(to: &start)
    }
    changed.withUnsafeBufferPointer { body($0, !start.isEmpty) }
  }

  // MARK: Counting

  /// The number of ids of a text in which nothing stands for an added token.
  private func countText(_ utf8: UnsafeBufferPointer<UInt8>, startsText: Bool) -> Int {
    switch pipeline.splitting {
    case .gpt2(let splitter): count(utf8, splitter)
    case .letters(let splitter): count(utf8, splitter)
    case .camelCase(let splitter): count(utf8, splitter)
    case .stages(let stages): count(stages, utf8, startsText: startsText)
    }
  }

  @inline(__always)
  private func count(_ utf8: UnsafeBufferPointer<UInt8>, _ splitter: some WordSplitter) -> Int {
    guard var position = utf8.baseAddress else { return 0 }
    let counts = counts
    let end = position + utf8.count
    var total = 0
    while position < end {
      let stop = splitter.wordEnd(from: position, end: end)
      total &+= count(position, length: stop - position, end: end, counts: counts)
      position = stop
    }
    return total
  }

  private func count(
    _ stages: [any PreTokenizer], _ utf8: UnsafeBufferPointer<UInt8>, startsText: Bool
  ) -> Int {
    var total = 0
    withPieces(stages, utf8, startsText: startsText) { start, length, end in
      total &+= count(start, length: length, end: end, counts: counts)
    }
    return total
  }

  @inline(__always)
  private func count(
    _ word: UnsafePointer<UInt8>, length: Int, end: UnsafePointer<UInt8>, counts: CountCache
  ) -> Int {
    if length <= WordCache.longestWord {
      let key = WordCache.key(word, length: length, end: end)
      return counts.find(key) ?? countNew(key, word, length: length)
    }
    if length > capacity { grow(to: length) }
    return encodeWord(word, length: length, to: block)
  }

  /// Counts a word that is not in the cache and puts it there; its ids cannot be more than its bytes.
  @inline(never)
  private func countNew(
    _ key: WordCache.Key, _ word: UnsafePointer<UInt8>, length: Int
  ) -> Int {
    let count = encodeWord(word, length: length, to: block)
    if count > 0 { counts.insert(key, count: count) }
    return count
  }

  /// The ids of one word, whatever the caches know.
  private func encodeWord(
    _ word: UnsafePointer<UInt8>, length: Int, to out: UnsafeMutablePointer<Int32>
  ) -> Int {
    if let id = pipeline.wholeWords?.find(word, count: length) {
      out[0] = id
      return 1
    }
    if let model = pipeline.model {
      return model.encode(word, count: length, to: out, merger: merger)
    }
    if let id = ownToken(word, length: length) {
      out[0] = id
      return 1
    }
    return merger.encode(word, count: length, to: out)
  }

  /// So many words are merged before the table of tokens is asked for: to make it takes as long.
  private static let wordsBeforeTable = 4096

  /// The token that a word is.
  private func ownToken(_ word: UnsafePointer<UInt8>, length: Int) -> Int32? {
    guard let ownTokens else { return nil }
    if let ownTokenIndex { return ownTokenIndex.find(word, count: length) }
    newWords += 1
    if newWords > Self.wordsBeforeTable { ownTokenIndex = ownTokens.index }
    return nil
  }

  // MARK: Encoding

  private func forEachTextBlock(
    _ utf8: UnsafeBufferPointer<UInt8>, startsText: Bool,
    body: (UnsafeBufferPointer<Int32>) -> Void
  ) {
    let cache = cache ?? WordCache()
    self.cache = cache
    switch pipeline.splitting {
    case .gpt2(let splitter): forEachBlock(utf8, splitter, cache: cache, body: body)
    case .letters(let splitter): forEachBlock(utf8, splitter, cache: cache, body: body)
    case .camelCase(let splitter): forEachBlock(utf8, splitter, cache: cache, body: body)
    case .stages(let stages):
      forEachBlock(stages, utf8, startsText: startsText, cache: cache, body: body)
    }
  }

  @inline(__always)
  private func forEachBlock(
    _ utf8: UnsafeBufferPointer<UInt8>, _ splitter: some WordSplitter, cache: WordCache,
    body: (UnsafeBufferPointer<Int32>) -> Void
  ) {
    guard var position = utf8.baseAddress else { return }
    let end = position + utf8.count
    while position < end {
      let filled = fill(from: &position, end: end, splitter: splitter, cache: cache)
      if filled > 0 { body(UnsafeBufferPointer(start: block, count: filled)) }
    }
  }

  /// Encodes words from `start` on until the block is nearly full, and returns the ids in it.
  @inline(__always)
  private func fill(
    from start: inout UnsafePointer<UInt8>, end: UnsafePointer<UInt8>,
    splitter: some WordSplitter, cache: WordCache
  ) -> Int {
    let block = block
    let limit = capacity - WordCache.longestWord - 1
    var position = start
    var filled = 0
    while position < end, filled <= limit {
      let stop = splitter.wordEnd(from: position, end: end)
      let length = stop - position
      if length > WordCache.longestWord {
        if filled + length > capacity {
          if filled == 0 { grow(to: length) }
          break
        }
        filled += encodeWord(position, length: length, to: block + filled)
      } else {
        filled = encodeShort(position, length: length, end: end, cache: cache, filled: filled)
      }
      position = stop
    }
    start = position
    return filled
  }

  private func forEachBlock(
    _ stages: [any PreTokenizer], _ utf8: UnsafeBufferPointer<UInt8>, startsText: Bool,
    cache: WordCache, body: (UnsafeBufferPointer<Int32>) -> Void
  ) {
    var filled = 0
    withPieces(stages, utf8, startsText: startsText) { start, length, end in
      if filled + max(length, WordCache.longestWord + 1) > capacity {
        body(UnsafeBufferPointer(start: block, count: filled))
        filled = 0
        if length > capacity { grow(to: length) }
      }
      if length > WordCache.longestWord {
        filled += encodeWord(start, length: length, to: block + filled)
      } else {
        filled = encodeShort(start, length: length, end: end, cache: cache, filled: filled)
      }
    }
    body(UnsafeBufferPointer(start: block, count: filled))
  }

  /// Cuts a text by stages and calls `body` with each piece: where it starts, its bytes, and where the
  /// text that it stands in ends.
  private func withPieces(
    _ stages: [any PreTokenizer], _ utf8: UnsafeBufferPointer<UInt8>, startsText: Bool,
    body: (UnsafePointer<UInt8>, Int, UnsafePointer<UInt8>) -> Void
  ) {
    guard !utf8.isEmpty else { return }
    var pieces = Pieces(Array(utf8), startsText: startsText)
    for stage in stages { stage.apply(to: &pieces) }
    pieces.bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      for range in pieces.ranges {
        body(base + range.lowerBound, range.count, base + bytes.count)
      }
    }
  }

  /// Writes the ids of a word that may be in the cache behind those in the block, and returns how many
  /// are there then.
  @inline(__always)
  private func encodeShort(
    _ word: UnsafePointer<UInt8>, length: Int, end: UnsafePointer<UInt8>, cache: WordCache,
    filled: Int
  ) -> Int {
    let key = WordCache.key(word, length: length, end: end)
    if let entry = cache.find(key) { return filled &+ entry.pointee.write(to: block + filled) }
    return encodeNew(key, word, length: length, filled: filled)
  }

  /// Encodes a word that is not in the cache and puts it there, unless it makes too many ids.
  @inline(never)
  private func encodeNew(
    _ key: WordCache.Key, _ word: UnsafePointer<UInt8>, length: Int, filled: Int
  ) -> Int {
    let ids = block + filled
    let count = encodeWord(word, length: length, to: ids)
    if count > 0, count <= WordCache.mostIDs {
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
