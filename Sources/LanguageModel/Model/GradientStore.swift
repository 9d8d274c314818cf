// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CKernels

/// The gradient of a loss with respect to every parameter, in the layout of the model.
package final class GradientStore {
  package let layout: ParameterLayout
  package let block: FloatBlock
  /// Whether all values count as 0. The first backward pass then overwrites instead of adding, which
  /// saves a pass over memory.
  package internal(set) var isZero = true

  package init(for model: GPT2Model) throws(AssayError) {
    layout = model.layout
    block = try FloatBlock(count: model.layout.count)
  }

  /// Makes all values 0. Costs nothing: see `isZero`.
  package func clear() {
    isZero = true
  }

  /// The Euclidean norm over all parameters.
  package func norm() -> Double {
    isZero ? 0 : assay_sum_of_squares(block.pointer, Int64(block.count)).squareRoot()
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
        : Array(UnsafeBufferPointer(start: block.pointer + tensor.offset, count: tensor.count))
    }
  }

  /// Makes ready for a pass. Gives 0 when it shall overwrite matrices, biases of linear layers and
  /// the head, and 1 when it shall add; what a pass only ever adds to is cleared here.
  func prepareToAccumulate() -> Float {
    guard isZero else { return 1 }
    for tensor in layout.tensors where Self.onlyAdds(tensor, head: layout.head) {
      (block.pointer + tensor.offset).update(repeating: 0, count: tensor.count)
    }
    isZero = false
    return 0
  }

  /// Norms and embeddings; not the token table when it is the head, which comes first.
  private static func onlyAdds(_ tensor: ParameterLayout.Tensor, head: Int) -> Bool {
    let isTable = tensor.name.hasSuffix("te.weight") || tensor.name.hasSuffix("pe.weight")
    return tensor.name.contains("ln_") || (isTable && tensor.offset != head)
  }
}
