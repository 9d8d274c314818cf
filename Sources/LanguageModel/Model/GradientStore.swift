// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CKernels

/// The gradient of a loss with respect to every parameter of a model, or of an adapter beside a model
/// whose own parameters stay as they are.
package final class GradientStore {
  package let layout: TensorLayout
  package let block: FloatBlock
  /// What is trained in place of the model's parameters.
  package let adapter: LowRankAdapter?
  /// Whether all values count as 0. The first backward pass then overwrites instead of adding, which
  /// saves a pass over memory.
  package internal(set) var isZero = true
  /// Tensors whose gradients passes only ever add to.
  private let addedTo: [TensorLayout.Tensor]

  /// - Throws: `AssayError` when memory has run out.
  package init(for model: GPT2Model, adapter: LowRankAdapter? = nil) throws(AssayError) {
    self.adapter = adapter
    layout = adapter?.layout ?? model.layout.table
    block = try FloatBlock(count: layout.count, on: model.device)
    let head = model.layout.head
    addedTo = adapter == nil ? layout.tensors.filter { Self.onlyAdds($0, head: head) } : []
  }

  /// Makes all values 0. Costs nothing: see `isZero`.
  package func clear() {
    isZero = true
  }

  /// Writes the zeros that `clear` left out.
  package func fill() {
    guard isZero else { return }
    block.clear()
    isZero = false
  }

  /// The Euclidean norm over all parameters.
  package func norm() -> Double { sumOfSquares(in: 0..<block.count).squareRoot() }

  /// The sum of the squares of some of the values.
  package func sumOfSquares(in part: Range<Int>) -> Double {
    isZero
      ? 0
      : block.device.kernels.sum_of_squares(
        block.pointer + part.lowerBound, Int64(part.count))
  }

  /// The factor that brings the norm down to `limit`; 1 when it is not above. As PyTorch's
  /// clip_grad_norm_ computes it.
  package static func clipFactor(norm: Double, limit: Double) -> Float {
    Float(min(1, limit / (norm + 1e-6)))
  }

  /// The values of a tensor, or nil when there is none of that name.
  package func values(of name: String) -> [Float]? {
    layout[name].map { tensor in
      isZero
        ? Array(repeating: 0, count: tensor.count)
        : block.array(tensor.offset..<tensor.offset + tensor.count)
    }
  }

  /// Makes ready for a pass. Gives 0 when it shall overwrite matrices, biases of linear layers and
  /// the head, and 1 when it shall add; what a pass only ever adds to is cleared here.
  func prepareToAccumulate() -> Float {
    guard isZero else { return 1 }
    for tensor in addedTo {
      block.clear(tensor.offset, count: tensor.count)
    }
    isZero = false
    return 0
  }

  /// Where the gradient of a model's tensor goes; nil when an adapter is trained in its place.
  func place(of offset: Int) -> UnsafeMutablePointer<Float>? {
    adapter == nil ? block.pointer + offset : nil
  }

  /// Norms and embeddings; not the token table when it is the head, which comes first.
  private static func onlyAdds(_ tensor: TensorLayout.Tensor, head: Int) -> Bool {
    let isTable = tensor.name.hasSuffix("te.weight") || tensor.name.hasSuffix("pe.weight")
    return tensor.name.contains("ln_") || (isTable && tensor.offset != head)
  }
}
