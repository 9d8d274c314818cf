// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// Which precision is faster on this machine, measured on one layer of a model's shape.
package struct PrecisionChoice: Sendable {
  package let precision: Precision
  /// Products and all that belongs to them, in floating-point operations a second; nil where there
  /// was nothing to choose.
  package private(set) var f32Speed: Double?
  package private(set) var bf16Speed: Double?
  /// Whether the model is too small for bf16 to gain much, so that f32 was taken unmeasured.
  package private(set) var isSmall = false

  /// Narrower models spend most of their time on other things than products.
  private static let smallWidth = 512
  /// bf16 must gain so much; it costs accuracy.
  private static let neededGain = 1.2

  private init(_ precision: Precision) { self.precision = precision }

  /// Takes a few hundredths of a second.
  /// - Throws: `AssayError` when memory has run out or no library multiplies matrices.
  package static func measure(
    for configuration: GPT2Configuration, on device: Device = .cpu
  ) throws(AssayError) -> Self {
    guard configuration.width >= smallWidth, device.supports(.bf16) else {
      var choice = PrecisionChoice(.f32)
      choice.isSmall = configuration.width < smallWidth
      return choice
    }
    let f32 = try SpeedProbe.products(of: configuration, in: .f32, on: device)
    let bf16 = try SpeedProbe.products(of: configuration, in: .bf16, on: device)
    var choice = PrecisionChoice(bf16 > f32 * neededGain ? .bf16 : .f32)
    choice.f32Speed = f32
    choice.bf16Speed = bf16
    return choice
  }
}
