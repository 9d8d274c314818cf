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
      try handStates(at: activations.blocks[layer].input, of: layer, to: observer)
      attend(layer)
      if let take = observer.attentions { try hand(attentionWeights(layer), of: layer, to: take) }
      transform(layer)
    }
    normalize()
    try handStates(at: activations.hidden, of: configuration.layers, to: observer)
    if let take = observer.logits { try forEachLogits(take) }
  }

  /// The block must live as long as its values are looked at.
  private func hand(
    _ weights: FloatBlock, of layer: Int, to take: PassObserver.Taker
  ) throws(AssayError) {
    defer { withExtendedLifetime(weights) {} }
    try take(layer, UnsafeBufferPointer(weights.values))
  }

  private func handStates(
    at offset: Int, of layer: Int, to observer: PassObserver
  ) throws(AssayError) {
    guard let take = observer.states else { return }
    try device.read(activation(offset), count: Int(tokens * width)) { values throws(AssayError) in
      try take(layer, values)
    }
  }

  /// (H, T, T): softmax(q k^T / sqrt(D)), and 0 where a token does not see another. The kernels never
  /// have all of it, so the host computes it again.
  private func attentionWeights(_ layer: Int) throws(AssayError) -> FloatBlock {
    let count = Int(tokens)
    let weights = try FloatBlock(count: configuration.heads * count * count)
    let qkv = activation(activations.blocks[layer].qkv)
    try device.read(qkv, count: count * Int(3 * width)) { values in
      guard let queries = values.baseAddress else { return }
      for head in 0..<configuration.heads {
        weigh(queries + head * configuration.headWidth, weights.pointer + head * count * count)
      }
    }
    return weights
  }

  /// The weights (T, T) of one head, whose queries start in qkv (T, 3C).
  private func weigh(_ queries: UnsafePointer<Float>, _ weights: UnsafeMutablePointer<Float>) {
    let count = Int(tokens)
    let size = Int64(configuration.headWidth)
    assay_gemm(
      0, 1, tokens, tokens, size, 1 / Float(size).squareRoot(), queries, 3 * width,
      queries + Int(width), 3 * width, 0, weights, tokens)
    for query in 0..<count {
      Self.normalize(
        UnsafeMutableBufferPointer(start: weights + query * count, count: count), query)
    }
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
