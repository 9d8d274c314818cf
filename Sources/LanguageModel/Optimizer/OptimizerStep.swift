// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CKernels

/// A step of the optimizer that goes on while the next forward pass begins. What is read waits for
/// what it needs: a pass for the layer that it comes to, all others for the whole step.
final class OptimizerStep {
  private let step: OpaquePointer
  private let first: FloatBlock
  private let second: FloatBlock
  /// What the step works on, kept alive until it has ended.
  private var parameters: FloatBlock?
  private var halves: HalfBlock?
  private var gradients: FloatBlock?

  /// - Throws: `AssayError` when memory has run out.
  init(
    _ segments: [assay_adamw_segment], first: FloatBlock, second: FloatBlock
  ) throws(AssayError) {
    guard let step = assay_optimizer_step_create(segments, Int64(segments.count)) else {
      throw AssayError("not enough memory for the optimizer", remedy: "Use a smaller model")
    }
    self.step = step
    self.first = first
    self.second = second
  }

  deinit {
    assay_optimizer_step_free(step)
  }

  /// Begins a step; the values from `firstNeeded` on come first.
  func begin(
    parameters: FloatBlock, halves: HalfBlock?, gradients: FloatBlock,
    _ settings: assay_adamw_settings, firstNeeded: Int
  ) {
    end()
    (self.parameters, self.halves, self.gradients) = (parameters, halves, gradients)
    withUnsafePointer(to: settings) { settings in
      assay_optimizer_step_begin(
        step, parameters.pointer, halves?.pointer, gradients.pointer, first.pointer,
        second.pointer, settings, Int64(firstNeeded))
    }
  }

  /// Returns when the parameters in `range` are updated.
  func await(_ range: Range<Int>) {
    assay_optimizer_step_await(step, Int64(range.lowerBound), Int64(range.upperBound))
  }

  /// Returns when the step is done.
  func end() {
    assay_optimizer_step_end(step)
  }
}
