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
  /// For the last block and the head: only the rows of targets ask. Targets at one position share a
  /// row.
  private(set) var rows: [Int32] = []
  private(set) var rowSequences: [assay_sequence] = []
  private(set) var rowKeyCounts: [Int32] = []
  /// The sum of the weights of a row's targets.
  private(set) var rowWeights: [Float] = []
  private(set) var targets: [PackedBatch.Target] = []
  /// The row of each target.
  private(set) var targetRows: [Int] = []

  /// Takes over a batch that was validated.
  mutating func load(_ batch: PackedBatch) {
    removeAll()
    tokens.append(contentsOf: batch.tokens)
    targets.append(contentsOf: batch.targets)
    loadRows()
    var firstRow = 0
    for index in batch.sequenceEnds.indices {
      let range = batch.range(ofSequence: index)
      let prefix = batch.prefixes[index].map { batch.range(ofSequence: $0) } ?? 0..<0
      for offset in 0..<range.count {
        positions.append(Int32(prefix.count + offset))
        keyCounts.append(Int32(offset + 1))
      }
      sequences.append(Self.sequence(range, range, prefix))
      var lastRow = firstRow
      while lastRow < rows.count && Int(rows[lastRow]) < range.upperBound {
        rowKeyCounts.append(rows[lastRow] - Int32(range.lowerBound) + 1)
        lastRow += 1
      }
      rowSequences.append(Self.sequence(firstRow..<lastRow, range, prefix))
      firstRow = lastRow
    }
  }

  private mutating func loadRows() {
    for target in targets {
      if rows.last != Int32(target.position) {
        rows.append(Int32(target.position))
        rowWeights.append(0)
      }
      rowWeights[rows.count - 1] += target.weight
      targetRows.append(rows.count - 1)
    }
  }

  private static func sequence(
    _ queries: Range<Int>, _ keys: Range<Int>, _ prefix: Range<Int>
  ) -> assay_sequence {
    assay_sequence(
      query_begin: Int64(queries.lowerBound), query_end: Int64(queries.upperBound),
      key_begin: Int64(keys.lowerBound), key_end: Int64(keys.upperBound),
      prefix_begin: Int64(prefix.lowerBound), prefix_end: Int64(prefix.upperBound))
  }

  private mutating func removeAll() {
    tokens.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    sequences.removeAll(keepingCapacity: true)
    keyCounts.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
    rowSequences.removeAll(keepingCapacity: true)
    rowKeyCounts.removeAll(keepingCapacity: true)
    rowWeights.removeAll(keepingCapacity: true)
    targets.removeAll(keepingCapacity: true)
    targetRows.removeAll(keepingCapacity: true)
  }
}
