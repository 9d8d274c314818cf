// SPDX-License-Identifier: Apache-2.0

/// How the hidden states of a text's tokens become one vector.
enum Pooling: String, Sendable {
  case mean, last

  /// - Parameter states: hidden states (T, C) of the tokens that count.
  /// - Returns: their mean (C), scaled to length 1 as the API's embeddings are.
  func pool(_ states: [Float], width: Int) -> [Float] {
    var sum = [Double](repeating: 0, count: width)
    for (index, value) in states.enumerated() { sum[index % width] += Double(value) }
    let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return sum.map { length > 0 ? Float($0 / length) : 0 }
  }
}
