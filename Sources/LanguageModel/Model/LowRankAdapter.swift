// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CKernels
import Platform

/// Pairs of thin matrices beside a model whose own parameters stay as they are: a weight (M, N) is
/// `base + scale (B A)^T` with A (K, M) and B (N, K), for the rank K (LoRA: Hu et al., 2021).
///
/// The model it was made for holds these sums, so that its passes need not know of the adapter;
/// `merge` renews them when the thin matrices have changed. Names and shapes are PEFT's.
package final class LowRankAdapter {
  /// One adapted weight.
  private struct Piece {
    /// Where the weight starts in the model's parameters, and its copy in `base`.
    var weight: Int
    var base: Int
    var inWidth: Int
    var outWidth: Int
    /// Where A and B start in the adapter's parameters.
    var a: Int
    var b: Int
  }

  package let settings: LowRankSettings
  package let layout: TensorLayout
  package let parameters: FloatBlock
  private let pieces: [Piece]
  /// The adapted weights as they were without the adapter.
  private let base: FloatBlock

  private var scale: Float { Float(settings.alpha / Double(settings.rank)) }

  /// An adapter that changes nothing yet: A is random as PEFT draws it, uniform within
  /// 1 / sqrt(M), and B is 0. The same seed gives the same A.
  /// - Throws: `AssayError` when memory has run out.
  package init(
    for model: GPT2Model, settings: LowRankSettings, seed: UInt64
  ) throws(AssayError) {
    self.settings = settings
    var layout = TensorLayout()
    var pieces: [Piece] = []
    var copied = 0
    for (index, block) in model.layout.blocks.enumerated() {
      for weight in block.linearWeights where settings.targets.contains(weight.target) {
        guard let tensor = model.layout[at: weight.offset] else { continue }
        let (inWidth, outWidth) = (tensor.shape[0], tensor.shape[1])
        let module = "base_model.model.transformer.h.\(index).\(weight.module)"
        let a = layout.add("\(module).lora_A.weight", [settings.rank, inWidth])
        let b = layout.add("\(module).lora_B.weight", [outWidth, settings.rank])
        pieces.append(
          Piece(
            weight: weight.offset, base: copied, inWidth: inWidth, outWidth: outWidth, a: a, b: b))
        copied += inWidth * outWidth
      }
    }
    self.layout = layout
    self.pieces = pieces
    parameters = try FloatBlock(count: layout.count, on: model.device)
    base = try FloatBlock(count: copied, on: model.device)
    for piece in pieces {
      model.device.kernels.copy(
        base.pointer + piece.base, model.parameters.pointer + piece.weight,
        Int64(piece.inWidth * piece.outWidth * MemoryLayout<Float>.stride))
    }
    try initialize(seed: seed)
  }

  private func initialize(seed: UInt64) throws(AssayError) {
    var generator = SeededGenerator(seed: seed)
    for piece in pieces {
      let bound = 1 / Double(piece.inWidth).squareRoot()
      let count = settings.rank * piece.inWidth
      try parameters.device.write(parameters.pointer + piece.a, count: count) { values in
        for index in 0..<count {
          values[index] = Float((2 * generator.nextUnit() - 1) * bound)
        }
      }
    }
  }

  /// Puts the sums into the model it was made for.
  package func merge(into model: GPT2Model) {
    for piece in pieces {
      model.device.kernels.low_rank_merge(
        model.parameters.pointer + piece.weight, base.pointer + piece.base,
        parameters.pointer + piece.a, parameters.pointer + piece.b, scale, Int64(piece.inWidth),
        Int64(settings.rank), Int64(piece.outWidth))
    }
    model.roundParameters()
  }

  /// Leaves the gradients of a weight's thin matrices in `gradient`, which has the adapter's layout.
  /// Does nothing for a weight that is not adapted.
  /// - Parameters:
  ///   - dout: the gradient (T, N) of the linear layer's output.
  ///   - input: the layer's input (T, M).
  ///   - beta: 0 overwrites, 1 adds.
  func backward(
    _ gradient: UnsafeMutablePointer<Float>, ofWeight weight: Int, dout: UnsafePointer<Float>,
    input: UnsafePointer<Float>, beta: Float, rows: Int64
  ) {
    guard let piece = pieces.first(where: { $0.weight == weight }) else { return }
    parameters.device.kernels.low_rank_backward(
      gradient + piece.a, gradient + piece.b, dout, input, parameters.pointer + piece.a,
      parameters.pointer + piece.b, scale, beta, rows, Int64(piece.inWidth), Int64(settings.rank),
      Int64(piece.outWidth))
  }

  /// A copy of a thin matrix by its name, or nil when there is none.
  package func values(of name: String) -> [Float]? {
    layout[name].map { tensor in
      parameters.array(tensor.offset..<tensor.offset + tensor.count)
    }
  }
}

extension ParameterLayout.Block {
  /// The weights of the linear layers: where each starts, its module and the kind of it.
  fileprivate var linearWeights: [(offset: Int, module: String, target: LowRankSettings.Target)] {
    [
      (attentionWeight, "attn.c_attn", .attention),
      (projectionWeight, "attn.c_proj", .projection),
      (expansionWeight, "mlp.c_fc", .expansion),
      (contractionWeight, "mlp.c_proj", .projection),
    ]
  }
}
