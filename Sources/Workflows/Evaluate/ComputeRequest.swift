// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import LanguageModel

/// How a model shall compute, as somebody asks for it: in which numbers, and where.
package struct ComputeRequest: Sendable, Equatable {
  package var precision: PrecisionRequest
  package var device: DeviceChoice

  package init(precision: PrecisionRequest = .f32, device: DeviceChoice = .cpu) {
    self.precision = precision
    self.device = device
  }

  /// Moves a model to the device and lets it compute in the precision.
  /// - Parameter measured: told of a choice that was measured.
  /// - Throws: `AssayError` when there is no such device, it has too little memory, or it cannot compute
  ///   in the precision that was asked for.
  package func apply(
    to model: GPT2Model, measured: (PrecisionChoice) -> Void
  ) throws(AssayError) {
    if device != .cpu { try model.move(to: device.open()) }
    try model.setPrecision(
      precision.resolve(for: model.configuration, on: model.device, measured: measured))
  }
}
