// SPDX-License-Identifier: Apache-2.0

/// The numbers that a model's matrix products are taken in. Sums, weights, gradients and the
/// optimizer's state are f32 in both.
package enum Precision: String, Sendable, CaseIterable {
  case f32
  /// Both factors are rounded to bf16: twice as fast on a CPU that has instructions for it.
  case bf16

  /// Whether this CPU and the installed libraries multiply in it at full speed.
  package var isNative: Bool {
    Device.cpu.supports(self)
  }
}
