// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CKernels

/// Which precision is faster on this machine, measured on one layer of a model's shape.
package struct PrecisionChoice: Sendable {
  package let precision: Precision
  /// Products and all that belongs to them, in floating-point operations a second; nil where there
  /// was nothing to choose.
  package private(set) var f32Speed: Double?
  package private(set) var bf16Speed: Double?
  /// Whether the model is too small for bf16 to gain much, so that f32 was taken unmeasured.
  package private(set) var isSmall = false

  /// Rows of the layer that is measured: those of a small batch.
  private static let rows = 256
  /// Narrower models spend most of their time on other things than products.
  private static let smallWidth = 512
  /// bf16 must gain so much; it costs accuracy.
  private static let neededGain = 1.2

  private init(_ precision: Precision) { self.precision = precision }

  /// Takes a few hundredths of a second.
  /// - Throws: `AssayError` when memory has run out or no library multiplies matrices.
  package static func measure(for configuration: GPT2Configuration) throws(AssayError) -> Self {
    if let reason = assay_products_load() {
      throw AssayError("cannot run a model: \(String(cString: reason))")
    }
    guard configuration.width >= smallWidth, Precision.bf16.isNative else {
      var choice = PrecisionChoice(.f32)
      choice.isSmall = configuration.width < smallWidth
      return choice
    }
    let f32 = try speed(configuration, .f32)
    let bf16 = try speed(configuration, .bf16)
    var choice = PrecisionChoice(bf16 > f32 * neededGain ? .bf16 : .f32)
    choice.f32Speed = f32
    choice.bf16Speed = bf16
    return choice
  }

  /// The speed of the expansion layer, forward and backward: the best of a few runs, since other
  /// work on the machine can only slow one down.
  private static func speed(
    _ configuration: GPT2Configuration, _ precision: Precision
  ) throws(AssayError) -> Double {
    let (width, inner) = (configuration.width, configuration.innerWidth)
    let weights = try FloatBlock(count: 2 * width * inner)
    let values = try FloatBlock(count: rows * (2 * width + inner))
    let halves = precision == .bf16 ? try HalfBlock(count: width * inner) : nil
    let matrix = assay_matrix(values: weights.pointer, halves: halves.map { .init($0.pointer) })
    let out = values.pointer + 2 * rows * width
    var best = Double.infinity
    for _ in 0..<5 {
      let start = ContinuousClock.now
      assay_linear_forward(
        out, values.pointer, matrix, nil, nil, Int64(rows), Int64(width), Int64(inner))
      assay_linear_backward(
        values.pointer + rows * width, weights.pointer + width * inner, nil, out, values.pointer,
        matrix, 0, Int64(rows), Int64(width), Int64(inner))
      best = min(best, start.duration(to: .now) / .seconds(1))
    }
    return 6 * Double(rows) * Double(width * inner) / best
  }
}
