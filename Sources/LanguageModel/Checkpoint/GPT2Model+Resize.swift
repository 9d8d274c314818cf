// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CKernels

extension GPT2Model {
  /// The model with another number of tokens, as transformers' `resize_token_embeddings` makes it: rows
  /// of tokens that go are left out, and each new row of the token table, and of a head of its own, is
  /// drawn around the mean of the old rows with 1e-9 times their covariance.
  /// - Parameter seed: that of the new rows.
  /// - Throws: `AssayError` when there can be no such model, or memory has run out.
  package func resized(vocabularySize: Int, seed: UInt64) throws(AssayError) -> GPT2Model {
    var configuration = configuration
    configuration.vocabularySize = vocabularySize
    let model = try GPT2Model(uninitialized: configuration)
    for tensor in model.layout.tensors {
      guard let old = layout[tensor.name] else { continue }
      let source = parameters.pointer + old.offset
      let target = model.parameters.pointer + tensor.offset
      target.update(from: source, count: min(old.count, tensor.count))
      guard tensor.count > old.count else { continue }
      let rows = ResizedRows(old: source, count: old.shape[0], width: old.shape[1])
      try rows.draw(
        into: target + old.count, count: tensor.shape[0] - old.shape[0],
        seed: seed &+ UInt64(tensor.offset))
    }
    return model
  }
}

/// New rows of a table (V, C) that are like those it has.
private struct ResizedRows {
  let old: UnsafePointer<Float>
  /// V
  let count: Int
  /// C
  let width: Int

  /// New rows computed at a time.
  private static let rowsAtATime = 64
  /// transformers' factor of the covariance.
  private static let spread: Float = 1e-9

  /// A sum of the centered old rows, each times a normal number, has V times their covariance.
  func draw(
    into rows: UnsafeMutablePointer<Float>, count new: Int, seed: UInt64
  ) throws(AssayError) {
    let mean = mean()
    let centered = try FloatBlock(count: count * width)
    for row in 0..<count {
      for column in 0..<width {
        centered.pointer[row * width + column] = old[row * width + column] - mean[column]
      }
    }
    let factors = try FloatBlock(count: min(new, Self.rowsAtATime) * count)
    let scale = (Self.spread / Float(count)).squareRoot()
    for first in stride(from: 0, to: new, by: Self.rowsAtATime) {
      let some = min(Self.rowsAtATime, new - first)
      assay_fill_normal(factors.pointer, 0, 1, seed &+ UInt64(first), Int64(some * count))
      let out = rows + first * width
      for row in 0..<some {
        for column in 0..<width { out[row * width + column] = mean[column] }
      }
      assay_gemm(
        0, 0, Int64(some), Int64(width), Int64(count), scale, factors.pointer, Int64(count),
        centered.pointer, Int64(width), 1, out, Int64(width))
    }
  }

  private func mean() -> [Float] {
    var sums = [Double](repeating: 0, count: width)
    for row in 0..<count {
      for column in 0..<width { sums[column] += Double(old[row * width + column]) }
    }
    return sums.map { Float($0 / Double(count)) }
  }
}
