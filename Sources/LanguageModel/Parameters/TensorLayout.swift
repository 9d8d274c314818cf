// SPDX-License-Identifier: Apache-2.0

/// Where named tensors lie in one block of floats. Parameters, gradients and the optimizer's moments
/// share a layout.
package struct TensorLayout: Sendable {
  /// A named tensor in the block.
  package struct Tensor: Sendable, Equatable {
    /// The name in a checkpoint, such as `transformer.h.0.attn.c_attn.weight`.
    package var name: String
    package var shape: [Int]
    /// The first float in the block.
    package var offset: Int
    package var count: Int
    /// Whether weight decay applies: to matrices, not to biases and norms.
    package var decays: Bool { shape.count > 1 }
  }

  package private(set) var tensors: [Tensor] = []
  /// Floats in the block, gaps for alignment included.
  package private(set) var count = 0

  /// The tensor of a name, or nil.
  package subscript(name: String) -> Tensor? {
    tensors.first { $0.name == name }
  }

  /// The number of parameters, without gaps.
  package var parameterCount: Int {
    tensors.reduce(0) { $0 + $1.count }
  }

  /// Appends a tensor that starts on a cache line and gives its offset.
  mutating func add(_ name: String, _ shape: [Int]) -> Int {
    let offset = count
    let size = shape.reduce(1, *)
    tensors.append(Tensor(name: name, shape: shape, offset: offset, count: size))
    count += (size + 15) / 16 * 16
    return offset
  }
}
