// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
package import Records

/// Finds nearly equal rows: candidates by `MinHashTable`, each confirmed by the similarity of the
/// texts themselves, for which the file is read again.
package struct NearDuplicateSearch {
  /// Rows as alike as this are near duplicates: of five-byte shingles, 85 of 100 are the same.
  package static let threshold = 0.85
  package static let thresholdText = "0.85"
  /// What a pass over the file compares, and how many passes are made at most; pairs behind them are
  /// not reported.
  package static let rowsPerPass = 16_384
  static let maximumPasses = 16

  /// A file and what of its rows is compared.
  struct Side: Sendable {
    let stream: RecordStream
    let compared: ComparedText

    func table(skipping skipped: RowSet) throws(AssayError) -> MinHashTable {
      let compared = compared
      return try stream.fold(MinHashTable()) { batch, table in
        batch.visit { if !skipped.contains($0.number) { table.add($0, compared) } }
      }
    }

    fileprivate func texts(_ rows: RowSet) throws(AssayError) -> Texts {
      let compared = compared
      return try stream.fold(Texts()) { batch, texts in
        batch.visit { if rows.contains($0.number) { texts.add($0, compared) } }
      }
    }
  }

  /// The second rows of the pairs that are nearly equal.
  static func confirmed(
    _ pairs: [NearPairs.Pair], _ firsts: Side, _ seconds: Side?
  ) throws(AssayError) -> RowSet {
    var found = RowSet()
    var rest = pairs[...]
    for _ in 0..<maximumPasses where !rest.isEmpty {
      let (chunk, rows) = nextChunk(&rest)
      let left = try firsts.texts(rows)
      let right = try seconds.map { side throws(AssayError) in try side.texts(rows) } ?? left
      for pair in chunk where !found.contains(Int(pair.second)) {
        guard let mine = left.sets[pair.first], let theirs = right.sets[pair.second] else {
          continue
        }
        if mine.similarity(to: theirs) >= threshold { found.insert(Int(pair.second)) }
      }
    }
    return found
  }

  private static func nextChunk(
    _ rest: inout ArraySlice<NearPairs.Pair>
  ) -> ([NearPairs.Pair], RowSet) {
    var chunk: [NearPairs.Pair] = []
    var all = RowSet()
    while let pair = rest.first, all.count < rowsPerPass {
      all.insert(Int(pair.first))
      all.insert(Int(pair.second))
      chunk.append(pair)
      rest.removeFirst()
    }
    return (chunk, all)
  }

  /// The shingles of some rows.
  fileprivate struct Texts: Mergeable {
    var sets: [UInt32: ShingleSet] = [:]
    private var text: [UInt8] = []

    mutating func add(_ record: Record, _ compared: ComparedText) {
      compared.write(record, to: &text)
      sets[UInt32(truncatingIfNeeded: record.number)] = ShingleSet(
        text, seed: compared.seed(of: record))
    }

    mutating func merge(_ next: Texts) {
      sets.merge(next.sets) { $1 }
    }
  }
}

/// Rows that are like an earlier row without being its copy.
package struct SimilarRows: Sendable {
  /// Equal but for case, space and the form of characters.
  package var normalized = RowSet()
  /// Nearly equal.
  package var near = RowSet()
}
