// SPDX-License-Identifier: Apache-2.0

/// How often each part stands in each of many texts, and what the parts are.
package struct GramCounts: Sendable {
  /// [parts] The hash of each part: words first, then characters.
  let hashes: [UInt64]
  /// How many of the parts are words and pairs of words.
  let wordCount: Int
  /// [texts + 1] Where the entries of a text begin.
  let starts: [Int]
  /// [entries] A part of the text; ascending within a text.
  let columns: [Int32]
  /// [entries] How often it stands there.
  let counts: [Int32]

  package var textCount: Int { starts.count - 1 }
  package var columnCount: Int { hashes.count }

  /// - Parameter mostColumns: only the parts that stand in most texts are kept, at most so many.
  package init(_ texts: [String], mostColumns: Int = .max) {
    var frequency: [UInt64: Int32] = [:]
    var wordHashes: Set<UInt64> = []
    var rows: [[Gram]] = []
    rows.reserveCapacity(texts.count)
    for text in texts {
      let grams = TextGrams(text)
      let row = Self.counted(grams.words) + Self.counted(grams.characters)
      for gram in row { frequency[gram.hash, default: 0] += 1 }
      wordHashes.formUnion(grams.words)
      rows.append(row)
    }
    // A run of characters in a single text tells nothing of another.
    let kept = frequency.filter { $0.value > 1 || wordHashes.contains($0.key) }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(mostColumns).map(\.key)
    let words = kept.filter(wordHashes.contains).sorted()
    let characters = kept.filter { !wordHashes.contains($0) }.sorted()
    hashes = words + characters
    wordCount = words.count
    let index = GramIndex(hashes)
    var entries = SparseEntries()
    for row in rows { entries.append(row, index) }
    (starts, columns, counts) = (entries.starts, entries.columns, entries.counts)
  }

  /// The known parts of other texts.
  init(_ texts: [String], _ index: GramIndex, hashes: [UInt64], wordCount: Int) {
    self.hashes = hashes
    self.wordCount = wordCount
    var entries = SparseEntries()
    for text in texts {
      let grams = TextGrams(text)
      entries.append(Self.counted(grams.words) + Self.counted(grams.characters), index)
    }
    (starts, columns, counts) = (entries.starts, entries.columns, entries.counts)
  }

  /// A part of a text and how often it stands there.
  struct Gram {
    let hash: UInt64
    let count: Int32
  }

  /// Each hash once.
  static func counted(_ hashes: [UInt64]) -> [Gram] {
    var grams: [Gram] = []
    for hash in hashes.sorted() {
      if let last = grams.last, last.hash == hash {
        grams[grams.count - 1] = Gram(hash: hash, count: last.count + 1)
      } else {
        grams.append(Gram(hash: hash, count: 1))
      }
    }
    return grams
  }
}

/// From a part's hash to its column.
struct GramIndex: Sendable {
  private let columns: [UInt64: Int32]

  init(_ hashes: [UInt64]) {
    columns = Dictionary(uniqueKeysWithValues: zip(hashes, 0...))
  }

  subscript(hash: UInt64) -> Int32? { columns[hash] }
}

/// Entries of texts as they are added.
struct SparseEntries {
  private(set) var starts = [0]
  private(set) var columns: [Int32] = []
  private(set) var counts: [Int32] = []

  /// Adds a text; parts without a column are left out.
  mutating func append(_ grams: [GramCounts.Gram], _ index: GramIndex) {
    let known = grams.compactMap { gram in index[gram.hash].map { ($0, gram.count) } }
      .sorted { $0.0 < $1.0 }
    columns += known.map(\.0)
    counts += known.map(\.1)
    starts.append(columns.count)
  }
}
