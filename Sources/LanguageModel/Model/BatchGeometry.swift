// SPDX-License-Identifier: Apache-2.0

import CKernels

/// A packed batch as the kernels want it. Its arrays keep their memory from batch to batch.
struct BatchGeometry {
  private(set) var tokens: [Int32] = []
  /// The place of each token in its sequence.
  private(set) var positions: [Int32] = []
  /// For all blocks but the last: every token asks, and sees itself and what came before.
  private(set) var sequences: [assay_sequence] = []
  private(set) var keyCounts: [Int32] = []
  /// For the last block: only the rows of targets ask.
  private(set) var targetSequences: [assay_sequence] = []
  private(set) var targetKeyCounts: [Int32] = []
  private(set) var targetRows: [Int32] = []
  private(set) var targetTokens: [Int32] = []
  private(set) var weights: [Float] = []

  /// Takes over a batch that was validated.
  mutating func load(_ batch: PackedBatch) {
    removeAll()
    tokens.append(contentsOf: batch.tokens)
    for target in batch.targets {
      targetRows.append(Int32(target.position))
      targetTokens.append(target.token)
      weights.append(target.weight)
    }
    var start = 0
    var firstTarget = 0
    for end in batch.sequenceEnds {
      for position in 0..<(end - start) {
        positions.append(Int32(position))
        keyCounts.append(Int32(position + 1))
      }
      firstTarget = loadTargets(from: firstTarget, start: start, end: end)
      sequences.append(
        assay_sequence(
          query_begin: Int64(start), query_end: Int64(end), key_begin: Int64(start),
          key_end: Int64(end)))
      start = end
    }
  }

  /// Adds the targets of one sequence; gives the first target after it.
  private mutating func loadTargets(from first: Int, start: Int, end: Int) -> Int {
    var last = first
    while last < targetRows.count && Int(targetRows[last]) < end {
      targetKeyCounts.append(targetRows[last] - Int32(start) + 1)
      last += 1
    }
    targetSequences.append(
      assay_sequence(
        query_begin: Int64(first), query_end: Int64(last), key_begin: Int64(start),
        key_end: Int64(end)))
    return last
  }

  private mutating func removeAll() {
    tokens.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    sequences.removeAll(keepingCapacity: true)
    keyCounts.removeAll(keepingCapacity: true)
    targetSequences.removeAll(keepingCapacity: true)
    targetKeyCounts.removeAll(keepingCapacity: true)
    targetRows.removeAll(keepingCapacity: true)
    targetTokens.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
  }
}
