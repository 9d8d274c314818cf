// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What each part of a text weighs: TF-IDF with 1 + ln(tf), as scikit-learn has it with
/// `sublinear_tf=True`. Words and characters are each brought to a length of 1.
struct GramWeights: Sendable, Equatable {
  /// [columns] ln((1 + texts) / (1 + texts with the part)) + 1; 0 for parts that are not looked at.
  let inverseFrequencies: [Float]
  /// How many of the columns are words.
  let wordCount: Int

  init(inverseFrequencies: [Float], wordCount: Int) {
    self.inverseFrequencies = inverseFrequencies
    self.wordCount = wordCount
  }

  /// - Parameter rows: the texts to learn from.
  init(_ counts: GramCounts, rows: [Int]) {
    var frequencies = [Int32](repeating: 0, count: counts.columnCount)
    for row in rows {
      for place in counts.starts[row]..<counts.starts[row + 1] {
        frequencies[Int(counts.columns[place])] += 1
      }
    }
    inverseFrequencies = frequencies.enumerated().map { column, frequency in
      let least = column < counts.wordCount ? 1 : 2
      guard frequency >= least else { return 0 }
      return Float(log(Double(1 + rows.count) / Double(1 + frequency)) + 1)
    }
    wordCount = counts.wordCount
  }

  /// The texts of some rows, weighed. The last column is 1 everywhere: the bias.
  /// - Parameter rows: nil for all.
  func matrix(_ counts: GramCounts, rows: [Int]? = nil) -> SparseRows {
    var matrix = SparseRows(columnCount: inverseFrequencies.count + 1)
    for row in rows ?? Array(0..<counts.textCount) {
      let entries = counts.starts[row]..<counts.starts[row + 1]
      append(counts.columns[entries], counts.counts[entries], to: &matrix)
    }
    return matrix
  }

  private func append(
    _ columns: ArraySlice<Int32>, _ counts: ArraySlice<Int32>, to matrix: inout SparseRows
  ) {
    var start = matrix.values.count
    var isInWords = true
    for (column, count) in zip(columns, counts) {
      if isInWords, column >= wordCount {
        matrix.normalize(from: start)
        start = matrix.values.count
        isInWords = false
      }
      let weight = inverseFrequencies[Int(column)]
      if weight > 0 { matrix.append(column, (1 + log(Float(count))) * weight) }
    }
    matrix.normalize(from: start)
    matrix.append(Int32(inverseFrequencies.count), 1)
    matrix.endRow()
  }
}
