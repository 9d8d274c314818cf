// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import LanguageModel

/// The numbers of matrix products, as somebody asks for them.
package enum PrecisionRequest: String, Sendable, CaseIterable {
  /// The faster of those that this machine has.
  case auto
  case f32, bf16

  /// The precision for a model.
  /// - Parameter measured: told of a choice that was measured.
  /// - Throws: `AssayError` when this machine cannot compute in the one that was asked for.
  package func resolve(
    for configuration: GPT2Configuration, on device: Device = .cpu,
    measured: (PrecisionChoice) -> Void
  ) throws(AssayError) -> Precision {
    switch self {
    case .f32: return .f32
    case .bf16: return .bf16
    case .auto:
      let choice = try PrecisionChoice.measure(for: configuration, on: device)
      measured(choice)
      return choice.precision
    }
  }
}
