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
  /// The number of all parameters.
  package let count: Int
  /// Those that it moves and whose moments it holds: all, or the part of one of several processes.
  package let part: Range<Int>
  let first: FloatBlock
  let second: FloatBlock
  private let segments: [assay_adamw_segment]

  /// - Parameter part: the parameters that it moves; nil is all.
  /// - Throws: `AssayError` when memory has run out.
  package init(
    for model: GPT2Model, adapter: LowRankAdapter? = nil, settings: Settings = Settings(),
    part: Range<Int>? = nil
  ) throws(AssayError) {
    self.settings = settings
    let layout = adapter?.layout ?? model.layout.table
    count = layout.count
    let part = part ?? 0..<layout.count
    self.part = part
    first = try FloatBlock(count: part.count, on: model.device)
    second = try FloatBlock(count: part.count, on: model.device)
    segments = Self.segments(layout, weightDecay: settings.weightDecay, in: part)
  }

  /// Moves by one step what the gradients are of: the model's parameters, or an adapter's, which is
  /// then merged into the model anew. The gradients are multiplied by `gradientScale` first, which
  /// serves clipping; they are left as they are.
  /// - Parameter share: brings in the parameters that other processes moved; nil where there are none.
  package func step(
    _ model: GPT2Model, _ gradients: GradientStore, learningRate: Float, gradientScale: Float = 1,
    share: ((FloatBlock) -> Void)? = nil
  ) {
    gradients.fill()
    step += 1
    var settings = assay_adamw_settings(
      learning_rate: learningRate, beta1: settings.beta1, beta2: settings.beta2,
      epsilon: settings.epsilon,
      correction1: Self.correction(settings.beta1, step),
      correction2: Self.correction(settings.beta2, step), gradient_scale: gradientScale)
    let adapter = gradients.adapter
    let parameters = adapter?.parameters ?? model.parameters
    let start = part.lowerBound
    model.device.kernels.adamw_step(
      parameters.pointer + start, adapter == nil ? model.halves.map { $0.pointer + start } : nil,
      gradients.block.pointer + start, first.pointer, second.pointer, segments,
      Int64(segments.count), &settings)
    if let share {
      share(parameters)
      if adapter == nil { model.roundParameters() }
    }
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

  /// Neighboring tensors of the same decay as one run, counted from the start of the part; the gaps between
  /// tensors are 0 and stay 0.
  private static func segments(
    _ layout: TensorLayout, weightDecay: Float, in part: Range<Int>
  ) -> [assay_adamw_segment] {
    var segments: [assay_adamw_segment] = []
    for (index, tensor) in layout.tensors.enumerated() {
      let decay = tensor.decays ? weightDecay : 0
      let next = index + 1 < layout.tensors.count ? layout.tensors[index + 1].offset : layout.count
      let own = (tensor.offset..<next).clamped(to: part)
      guard !own.isEmpty else { continue }
      let (start, end) = (own.lowerBound - part.lowerBound, own.upperBound - part.lowerBound)
      if let last = segments.last, last.weight_decay == decay {
        segments[segments.count - 1].count = Int64(end) - last.offset
      } else {
        segments.append(
          assay_adamw_segment(
            offset: Int64(start), count: Int64(end - start), weight_decay: decay))
      }
    }
    return segments
  }
}
