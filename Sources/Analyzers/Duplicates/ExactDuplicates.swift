// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import BitCollections
import Dataset
package import Records

/// Finds rows that repeat an earlier row to the byte, and prompts with several completions: hashes of
/// all rows in their order, of which what repeats is found at the end.
package struct ExactDuplicates: Analyzer {
  package struct Fact: Sendable {
    /// Rows that repeat an earlier row.
    package fileprivate(set) var repeated = BitSet()
    /// Rows whose prompt occurs with another completion too, whatever the space around both.
    package fileprivate(set) var conflicting = BitSet()
    /// What a split of a classification needs, when it was asked for.
    package fileprivate(set) var splitKeys: SplitKeys?

    init(repeated: BitSet = BitSet(), conflicting: BitSet = BitSet()) {
      self.repeated = repeated
      self.conflicting = conflicting
    }
  }

  private var pairs = SpilledList<WideHash>()
  private var prompts = SpilledList<UInt64>()
  private var rows = RowRuns()
  private var edges = SharedEdges()
  /// For a split; nil when there are too many classes, as in texts that are no labels.
  private var classes: ClassNumbers?

  /// - Parameter forSplit: whether the rows may be divided into training and validation.
  package init(forSplit: Bool = false) {
    classes = forSplit ? ClassNumbers() : nil
  }

  package mutating func include(_ other: ExactDuplicates) { classes = classes ?? other.classes }

  package mutating func add(_ batch: HashedBatch) {
    for index in 0..<batch.records.count {
      rows.append(batch.records.number(of: index))
      prompts.append(batch.prompts[index])
      pairs.append(batch.pairs[index])
    }
    guard classes != nil || edges.areShared else { return }
    batch.records.visit { record in
      classes?.add(record.labelHash)
      edges.add(record.completion)
    }
  }

  package mutating func merge(_ next: ExactDuplicates) {
    rows.append(contentsOf: next.rows)
    pairs.append(contentsOf: next.pairs)
    prompts.append(contentsOf: next.prompts)
    edges.merge(next.edges)
    if let more = next.classes { classes?.merge(more) } else { classes = nil }
    if classes?.isFull == true { classes = nil }
  }

  /// Linear in the number of rows.
  /// - Throws: `AssayError` when the disk fails under a temporary file.
  package func fact(_ profile: Profile, _ stream: RecordStream) throws(AssayError) -> Fact {
    var fact = Fact()
    if profile.task == .classification {
      fact.splitKeys = classes.map { SplitKeys(rows: rows, prompts: prompts, classes: $0) }
    }
    try RepeatSearch.forEachRepeat(in: pairs) { place, _ in fact.repeated.insert(rows[place]) }
    // Without prompts all rows have the same one, and a chat is compared as a whole.
    guard profile.task != .openEndedGeneration, profile.task != .chat else { return fact }
    var conflicts: [(place: Int, first: Int)] = []
    try RepeatSearch.forEachRepeat(in: prompts) { place, first throws(AssayError) in
      if try pairs[place] != pairs[first] { conflicts.append((place, first)) }
    }
    try keepConflicts(&conflicts, stream)
    for (place, first) in conflicts {
      fact.conflicting.insert(rows[first])
      fact.conflicting.insert(rows[place])
    }
    return fact
  }

  /// Leaves out completions that differ by the space around them only. Where all of them have the same
  /// there is none; otherwise the rows are looked at once more.
  private func keepConflicts(
    _ conflicts: inout [(place: Int, first: Int)], _ stream: RecordStream
  ) throws(AssayError) {
    guard !conflicts.isEmpty, !edges.areShared else { return }
    var wanted = BitSet()
    for (place, first) in conflicts {
      wanted.insert(rows[place])
      wanted.insert(rows[first])
    }
    let looked = wanted
    let answers = try stream.fold(BareCompletions()) { batch, answers in
      batch.visit { if looked.contains($0.number) { answers.add($0) } }
    }
    conflicts.removeAll { place, first in answers.areSame(rows[place], rows[first]) }
  }
}
