// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CKernels

/// AdamW with decoupled weight decay on matrices, tables included, and none on biases and norms
/// (Loshchilov and Hutter, 2019). Computes what PyTorch's AdamW does.
package final class AdamW {
  package struct Settings: Sendable, Equatable {
    package var beta1: Float = 0.9
    package var beta2: Float = 0.999
    package var epsilon: Float = 1e-8
    package var weightDecay: Float = 0.01

    package init() {}
  }

  package let settings: Settings
  /// Steps taken.
  package internal(set) var step = 0
  let first: FloatBlock
  let second: FloatBlock
  private let segments: [assay_adamw_segment]

  /// - Throws: `AssayError` when memory has run out.
  package init(
    for model: GPT2Model, adapter: LowRankAdapter? = nil, settings: Settings = Settings()
  ) throws(AssayError) {
    self.settings = settings
    let layout = adapter?.layout ?? model.layout.table
    first = try FloatBlock(count: layout.count, on: model.device)
    second = try FloatBlock(count: layout.count, on: model.device)
    segments = Self.segments(layout, weightDecay: settings.weightDecay)
  }

  /// Moves by one step what the gradients are of: the model's parameters, or an adapter's, which is
  /// then merged into the model anew. The gradients are multiplied by `gradientScale` first, which
  /// serves clipping; they are left as they are.
  package func step(
    _ model: GPT2Model, _ gradients: GradientStore, learningRate: Float, gradientScale: Float = 1
  ) {
    if gradients.isZero {
      gradients.block.clear()
      gradients.isZero = false
    }
    step += 1
    var settings = assay_adamw_settings(
      learning_rate: learningRate, beta1: settings.beta1, beta2: settings.beta2,
      epsilon: settings.epsilon,
      correction1: Self.correction(settings.beta1, step),
      correction2: Self.correction(settings.beta2, step), gradient_scale: gradientScale)
    let adapter = gradients.adapter
    model.device.kernels.adamw_step(
      (adapter?.parameters ?? model.parameters).pointer,
      adapter == nil ? model.halves?.pointer : nil, gradients.block.pointer, first.pointer,
      second.pointer, segments, Int64(segments.count), &settings)
    adapter?.merge(into: model)
  }

  /// 1 - beta^step, in double precision: it is close to 0 at first. The beta is the decimal that
  /// was meant, 0.999, not its nearest float.
  private static func correction(_ beta: Float, _ step: Int) -> Float {
    let exact = (Double(beta) * 1e6).rounded() / 1e6
    var power = 1.0
    var base = exact
    var left = step
    while left > 0 {
      if left & 1 == 1 { power *= base }
      base *= base
      left >>= 1
    }
    return Float(1 - power)
  }

  /// Neighboring tensors of the same decay as one run; the gaps between tensors are 0 and stay 0.
  private static func segments(
    _ layout: TensorLayout, weightDecay: Float
  ) -> [assay_adamw_segment] {
    var segments: [assay_adamw_segment] = []
    for (index, tensor) in layout.tensors.enumerated() {
      let decay = tensor.decays ? weightDecay : 0
      let next = index + 1 < layout.tensors.count ? layout.tensors[index + 1].offset : layout.count
      if let last = segments.last, last.weight_decay == decay {
        segments[segments.count - 1].count = Int64(next) - last.offset
      } else {
        segments.append(
          assay_adamw_segment(
            offset: Int64(tensor.offset), count: Int64(next - tensor.offset), weight_decay: decay))
      }
    }
    return segments
  }
}
