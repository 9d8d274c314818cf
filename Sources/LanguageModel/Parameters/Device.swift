// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CKernels

/// Where a model's numbers live and who computes with them. Models, gradients and caches speak to it by
/// its table of operations and do not ask which device it is.
///
/// An address is the device's own: offsets may be added to it, and its values are read and written by
/// the functions here.
package struct Device {
  /// What the device can do.
  let kernels: assay_device

  /// The processor that the program runs on.
  package static var cpu: Device { Device(kernels: assay_cpu_device().pointee) }

  /// The name as users write it.
  package var name: String { String(cString: kernels.name) }

  /// Bytes that are free on it; nil where they are those of the machine.
  package var freeMemory: Int? {
    let bytes = kernels.free_memory()
    return bytes < 0 ? nil : Int(bytes)
  }

  /// Rows of logits that exist at a time.
  package var logitRows: Int { Int(kernels.logit_rows) }

  /// Whether it multiplies numbers of this precision at full speed.
  package func supports(_ precision: Precision) -> Bool {
    precision == .f32 || (assay_products_load() == nil && kernels.has_bf16() != 0)
  }

  /// Hands out values for reading, valid during the call.
  func read<Result>(
    _ start: UnsafePointer<Float>, count: Int,
    body: (UnsafeBufferPointer<Float>) throws(AssayError) -> Result
  ) throws(AssayError) -> Result {
    guard kernels.shares_memory == 0 else {
      return try body(UnsafeBufferPointer(start: start, count: count))
    }
    let copy: [Float] = array(start, count: count)
    return try copy.withUnsafeBufferPointer { values throws(AssayError) in try body(values) }
  }

  /// Takes values that `body` writes to the place it is given, which holds no values yet.
  func write(
    _ start: UnsafeMutablePointer<Float>, count: Int,
    body: (UnsafeMutablePointer<Float>) throws(AssayError) -> Void
  ) throws(AssayError) {
    guard kernels.shares_memory == 0 else { return try body(start) }
    let host = try FloatBlock(count: count)
    try body(host.pointer)
    kernels.upload(start, host.pointer, Int64(count * MemoryLayout<Float>.stride))
  }

  /// A copy of values.
  func array<Value: BitwiseCopyable>(_ start: UnsafePointer<Value>, count: Int) -> [Value] {
    [Value](unsafeUninitializedCapacity: count) { out, initialized in
      initialized = count
      guard let place = out.baseAddress else { return }
      kernels.download(place, start, Int64(count * MemoryLayout<Value>.stride))
    }
  }

  /// Returns when all that was asked of the device is done.
  func wait(for value: UnsafePointer<Float>) {
    _ = array(value, count: 1) as [Float]
  }

  /// Runs kernels and gives what `body` returns.
  /// - Throws: `AssayError` when one of them failed or did not get the memory it works in: the results
  ///   are worth nothing then. It may be a kernel of another pass that ran at the same time.
  func checked<Result>(
    _ body: () throws(AssayError) -> Result
  ) throws(AssayError) -> Result {
    let failures = kernels.failures()
    let result = try body()
    guard kernels.failures() == failures else { throw failure }
    return result
  }

  private var failure: AssayError {
    guard let trouble = kernels.trouble() else {
      return AssayError(
        "not enough memory for a pass through the model",
        remedy: "Use a smaller model, a smaller batch or shorter rows")
    }
    return AssayError(
      "the device \(name) failed: \(String(cString: trouble))",
      remedy: "Try again; without --device the CPU computes")
  }
}
