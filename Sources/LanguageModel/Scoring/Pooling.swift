// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// How the hidden states of a text's tokens, after the model's last norm, become one vector.
package enum Pooling: String, Sendable, CaseIterable {
  case mean, last

  /// The vectors (C) of texts, many computed at a time.
  /// - Parameter texts: none may be empty.
  /// - Throws: `AssayError` when a text is longer than the model's positions.
  package func vectors(
    of texts: [[Int32]], model: GPT2Model
  ) throws(AssayError) -> [[Float]] {
    var vectors: [[Float]] = []
    vectors.reserveCapacity(texts.count)
    var batch = PackedBatch()
    for run in BatchSplitter.runs(texts.map(\.count)) {
      batch.removeAll()
      let counts = texts[run].map { text in
        let positions = self == .last ? text.count - 1..<text.count : text.indices
        batch.append(text, targets: positions.map { .init(position: $0, token: 0) })
        return positions.count
      }
      vectors += pool(try model.hiddenStates(batch), counts, width: model.configuration.width)
    }
    return vectors
  }

  /// A vector (C) of length 1 in the same direction.
  package static func normalized(_ vector: [Float]) -> [Float] {
    let length = vector.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    return length > 0 ? vector.map { Float(Double($0) / length) } : vector
  }

  /// - Parameters:
  ///   - states: hidden states (R, C) of texts one behind the other.
  ///   - counts: how many rows each text has.
  /// - Returns: the mean (C) of each text's rows.
  private func pool(_ states: [Float], _ counts: [Int], width: Int) -> [[Float]] {
    var next = 0
    return counts.map { count in
      defer { next += count * width }
      var sum = [Double](repeating: 0, count: width)
      for row in 0..<count {
        for column in 0..<width { sum[column] += Double(states[next + row * width + column]) }
      }
      return sum.map { Float($0 / Double(count)) }
    }
  }
}
