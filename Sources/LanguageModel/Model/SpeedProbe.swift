// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CKernels

/// How fast this machine is right now at the two things that training consists of. Each figure takes
/// a few hundredths of a second and is the best of some runs, since other work can only slow one
/// down.
package enum SpeedProbe {
  /// Parameters in the optimizer's measurement: more than caches hold.
  private static let parameters = 1 << 22

  /// Floating-point operations a second of a model's expansion layer, forward and backward.
  /// - Throws: `AssayError` when memory has run out or no library multiplies matrices.
  package static func products(
    of configuration: GPT2Configuration, in precision: Precision, on device: Device = .cpu
  ) throws(AssayError) -> Double {
    if let reason = assay_products_load() {
      throw AssayError("cannot run a model: \(String(cString: reason))")
    }
    let (width, inner, rows) = (configuration.width, configuration.innerWidth, device.logitRows)
    let weights = try FloatBlock(count: 2 * width * inner, on: device)
    let values = try FloatBlock(count: rows * (2 * width + inner), on: device)
    let halves = precision == .bf16 ? try HalfBlock(count: width * inner, on: device) : nil
    let matrix = assay_matrix(values: weights.pointer, halves: halves.map { .init($0.pointer) })
    let out = values.pointer + 2 * rows * width
    let seconds = try device.checked {
      best(of: 5) {
        device.kernels.linear_forward(
          out, values.pointer, matrix, nil, nil, Int64(rows), Int64(width), Int64(inner))
        device.kernels.linear_backward(
          values.pointer + rows * width, weights.pointer + width * inner, nil, out, values.pointer,
          matrix, 0, Int64(rows), Int64(width), Int64(inner))
        device.wait(for: values.pointer)
      }
    }
    return 6 * Double(rows) * Double(width * inner) / seconds
  }

  /// Floating-point operations a second of a large product and nothing else: the limit.
  /// - Throws: `AssayError` when memory has run out or no library multiplies matrices.
  package static func peak(in precision: Precision) throws(AssayError) -> Double {
    if let reason = assay_products_load() {
      throw AssayError("cannot run a model: \(String(cString: reason))")
    }
    let (m, n, k) = (Int64(2048), Int64(3072), Int64(768))
    let out = try FloatBlock(count: Int(m * n))
    let seconds: Double
    switch precision {
    case .f32:
      let factors = try FloatBlock(count: Int(m * k + k * n))
      seconds = best(of: 10) {
        assay_gemm(
          0, 0, m, n, k, 1, factors.pointer, k, factors.pointer + Int(m * k), n, 0, out.pointer, n)
      }
    case .bf16:
      let factors = try HalfBlock(count: Int(m * k + k * n))
      seconds = best(of: 10) {
        assay_bf16_gemm(
          0, 0, m, n, k, 1, factors.pointer, k, factors.pointer + Int(m * k), n, 0, out.pointer, n)
      }
    }
    return 2 * Double(m * n * k) / seconds
  }

  /// Parameters that the optimizer moves in a second; the memory is the limit.
  /// - Throws: `AssayError` when memory has run out.
  package static func optimizer(on device: Device = .cpu) throws(AssayError) -> Double {
    let count = parameters
    let block = try FloatBlock(count: 4 * count, on: device)
    let segment = assay_adamw_segment(offset: 0, count: Int64(count), weight_decay: 0)
    var settings = assay_adamw_settings(
      learning_rate: 0, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, correction1: 1, correction2: 1,
      gradient_scale: 1)
    let seconds = best(of: 3) {
      withUnsafePointer(to: segment) { segment in
        device.kernels.adamw_step(
          block.pointer, nil, block.pointer + count, block.pointer + 2 * count,
          block.pointer + 3 * count, segment, 1, &settings)
      }
      device.wait(for: block.pointer)
    }
    return Double(count) / seconds
  }

  private static func best(of count: Int, _ body: () -> Void) -> Double {
    (0..<count).map { _ in
      let start = ContinuousClock.now
      body()
      return start.duration(to: .now) / .seconds(1)
    }.min() ?? .infinity
  }
}
