// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CKernels
import Platform

extension ModelPass {
  /// The forward pass of one text that asks at every token, with somebody who looks on.
  func forward(observer: PassObserver) throws(AssayError) {
    embed()
    for layer in 0..<configuration.layers {
      // A block's output is the next block's input.
      try observer.states?(layer, states(at: activations.blocks[layer].input))
      attend(layer)
      if let take = observer.attentions { try hand(attentionWeights(layer), of: layer, to: take) }
      transform(layer)
    }
    normalize()
    try observer.states?(configuration.layers, states(at: activations.hidden))
    if let take = observer.logits { try forEachLogits(take) }
  }

  /// The block must live as long as its values are looked at.
  private func hand(
    _ weights: FloatBlock, of layer: Int, to take: PassObserver.Taker
  ) throws(AssayError) {
    defer { withExtendedLifetime(weights) {} }
    try take(layer, UnsafeBufferPointer(weights.values))
  }

  private func states(at offset: Int) -> UnsafeBufferPointer<Float> {
    UnsafeBufferPointer(start: activation(offset), count: Int(tokens * width))
  }

  /// (H, T, T): softmax(q k^T / sqrt(D)), and 0 where a token does not see another. The kernels never
  /// have all of it, so it is computed again.
  private func attentionWeights(_ layer: Int) throws(AssayError) -> FloatBlock {
    let count = Int(tokens)
    let size = configuration.headWidth
    let queries = activation(activations.blocks[layer].qkv)
    let keys = queries + Int(width)
    let weights = try FloatBlock(count: configuration.heads * count * count)
    for head in 0..<configuration.heads {
      let scores = weights.pointer + head * count * count
      assay_gemm(
        0, 1, tokens, tokens, Int64(size), 1 / Float(size).squareRoot(), queries + head * size,
        3 * width, keys + head * size, 3 * width, 0, scores, tokens)
      for query in 0..<count {
        Self.normalize(
          UnsafeMutableBufferPointer(start: scores + query * count, count: count), query)
      }
    }
    return weights
  }

  /// The softmax of the scores up to a token's own; it does not see those behind.
  private static func normalize(_ row: UnsafeMutableBufferPointer<Float>, _ own: Int) {
    var top = row[0]
    for key in 0...own { top = max(top, row[key]) }
    var sum = 0.0
    for key in 0...own {
      let weight = exp(Double(row[key] - top))
      row[key] = Float(weight)
      sum += weight
    }
    for key in 0...own { row[key] = Float(Double(row[key]) / sum) }
    for key in (own + 1)..<max(own + 1, row.count) { row[key] = 0 }
  }
}
