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
  /// With a cache, the row in it of each token.
  private(set) var cacheRows: [Int32] = []
  /// The row of each target, and what it asks for.
  private(set) var targetRows: [Int32] = []
  private(set) var targetTokens: [Int32] = []
  private(set) var targetWeights: [Float] = []

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
      sequences.append(Self.sequence(range, range, prefix: prefix))
      var lastRow = firstRow
      while lastRow < rows.count && Int(rows[lastRow]) < range.upperBound {
        rowKeyCounts.append(rows[lastRow] - Int32(range.lowerBound) + 1)
        lastRow += 1
      }
      rowSequences.append(Self.sequence(firstRow..<lastRow, range, prefix: prefix))
      firstRow = lastRow
    }
  }

  /// Moves the sequences of a loaded batch behind what a cache holds of them.
  mutating func shift(behind cache: KeyValueCache, sequences indices: [Int]) {
    cacheRows.removeAll(keepingCapacity: true)
    for (index, sequence) in indices.enumerated() {
      let length = cache.lengths[sequence]
      let first = cache.firstRow(of: sequence)
      for token in Int(sequences[index].query_begin)..<Int(sequences[index].query_end) {
        cacheRows.append(Int32(first + length + Int(positions[token])))
        positions[token] += Int32(length)
        keyCounts[token] += Int32(length)
      }
      for row in Int(rowSequences[index].query_begin)..<Int(rowSequences[index].query_end) {
        rowKeyCounts[row] += Int32(length)
      }
      let end = Int64(first + length) + sequences[index].query_end - sequences[index].query_begin
      sequences[index].key_begin = Int64(first)
      sequences[index].key_end = end
      rowSequences[index].key_begin = Int64(first)
      rowSequences[index].key_end = end
    }
  }

  private mutating func loadRows() {
    for target in targets {
      if rows.last != Int32(target.position) {
        rows.append(Int32(target.position))
        rowWeights.append(0)
      }
      rowWeights[rows.count - 1] += target.weight
      targetRows.append(Int32(rows.count - 1))
      targetTokens.append(target.token)
      targetWeights.append(target.weight)
    }
  }

  private static func sequence(
    _ queries: Range<Int>, _ keys: Range<Int>, prefix: Range<Int>
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
    targetTokens.removeAll(keepingCapacity: true)
    targetWeights.removeAll(keepingCapacity: true)
  }
}
