// SPDX-License-Identifier: Apache-2.0

import AssayCore
import BitCollections
import Dataset
import Records

/// Finds nearly equal rows: candidates by `MinHashTable`, each confirmed by the similarity of the
/// texts themselves, for which the file is read again.
package struct NearDuplicateSearch {
  /// What a pass over the file compares.
  package static let rowsPerPass = 16_384

  /// What was not looked at, so that time and memory stay bounded.
  package struct Rest: Sendable, Equatable, Codable {
    /// Rows behind the most that are compared.
    package var rows = 0
    /// Pairs of rows that were left when the passes were used up.
    package var pairs = 0
    /// Rows in large groups of like ones, that were compared with a few of these and are equal to none.
    package var crowded = 0

    package init(rows: Int = 0, pairs: Int = 0, crowded: Int = 0) {
      self.rows = rows
      self.pairs = pairs
      self.crowded = crowded
    }

    package static func += (left: inout Rest, right: Rest) {
      left.rows += right.rows
      left.pairs += right.pairs
      left.crowded += right.crowded
    }
  }

  /// A file and what of its rows is compared.
  struct Side: Sendable {
    let stream: RecordStream
    let compared: ComparedText
    let rules: FactRules.Likeness

    init(stream: RecordStream, compared: ComparedText, rules: FactRules.Likeness) {
      self.stream = stream
      self.compared = compared
      self.rules = rules
    }

    /// The examples of a file.
    init(_ stream: RecordStream, _ profile: Profile) {
      let compared = ComparedText(
        .example, prompt: profile.prompt.edges, completion: profile.completion.edges,
        isClassification: profile.task == .classification)
      self.init(stream: stream, compared: compared, rules: profile.rules.likeness)
    }

    func table(skipping skipped: BitSet) throws(AssayError) -> MinHashTable {
      let compared = compared
      return try stream.fold(MinHashTable(limit: rules.mostRows)) { batch, table in
        batch.visit { if !skipped.contains($0.number) { table.add($0, compared) } }
      }
    }

    func texts(_ rows: BitSet) throws(AssayError) -> Texts {
      let compared = compared
      return try stream.fold(Texts()) { batch, texts in
        batch.visit { if rows.contains($0.number) { texts.add($0, compared) } }
      }
    }
  }

  /// The second rows of the pairs that are nearly equal, and what was not looked at.
  static func confirmed(
    _ candidates: NearPairs, _ firsts: Side, seconds: Side?
  ) throws(AssayError) -> (rows: BitSet, rest: Rest) {
    try confirmed(candidates, firsts.rules) { rows throws(AssayError) in
      let left = try firsts.texts(rows).sets
      guard let seconds else { return (left, left) }
      return (left, try seconds.texts(rows).sets)
    }
  }

  /// - Parameter texts: the shingles of first rows and of second rows.
  static func confirmed(
    _ candidates: NearPairs, _ rules: FactRules.Likeness,
    texts: (BitSet) throws(AssayError) -> (firsts: [Int: ShingleSet], seconds: [Int: ShingleSet])
  ) throws(AssayError) -> (rows: BitSet, rest: Rest) {
    var found = BitSet()
    var rest = candidates.pairs[...]
    for _ in 0..<rules.mostPasses where !rest.isEmpty {
      let (chunk, rows) = nextChunk(&rest)
      let (firsts, seconds) = try texts(rows)
      for pair in chunk where !found.contains(pair.second) {
        guard let mine = firsts[pair.first], let theirs = seconds[pair.second] else { continue }
        if mine.similarity(to: theirs) >= rules.near { found.insert(pair.second) }
      }
    }
    let crowded = candidates.crowded.subtracting(found).count
    return (found, Rest(pairs: rest.count, crowded: crowded))
  }

  /// The rows whose texts are looked at before the passes are used up.
  static func lookedAt(_ candidates: NearPairs, _ rules: FactRules.Likeness) -> BitSet {
    var all = BitSet()
    var rest = candidates.pairs[...]
    for _ in 0..<rules.mostPasses where !rest.isEmpty { all.formUnion(nextChunk(&rest).1) }
    return all
  }

  private static func nextChunk(
    _ rest: inout ArraySlice<NearPairs.Pair>
  ) -> ([NearPairs.Pair], BitSet) {
    var chunk: [NearPairs.Pair] = []
    var all = BitSet()
    // A set counts its members one word after another.
    var count = 0
    while let pair = rest.first, count < rowsPerPass {
      for row in [pair.first, pair.second] where all.insert(row).inserted { count += 1 }
      chunk.append(pair)
      rest.removeFirst()
    }
    return (chunk, all)
  }

  /// The shingles of some rows.
  struct Texts: Mergeable {
    var sets: [Int: ShingleSet] = [:]
    private var text: [UInt8] = []

    mutating func add(_ record: Record, _ compared: ComparedText) {
      compared.write(record, to: &text)
      sets[record.number] = ShingleSet(text, seed: compared.seed(of: record))
    }

    mutating func merge(_ next: Texts) {
      sets.merge(next.sets) { $1 }
    }
  }
}
