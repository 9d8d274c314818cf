// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CKernels

extension AdamW {
  /// Hands out the moments of its part as raw bytes, for a checkpoint from which a run goes on to the same
  /// bits.
  package func withState(
    _ body: (_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) throws(AssayError)
      -> Void
  ) throws(AssayError) {
    try first.read { first throws(AssayError) in
      try second.read { second throws(AssayError) in
        try body(UnsafeRawBufferPointer(first), UnsafeRawBufferPointer(second))
      }
    }
  }

  /// Takes over its part of the moments of all parameters, and the number of steps taken.
  /// - Throws: `AssayError` when the state is of another model.
  package func restore(
    step: Int, first: UnsafeRawBufferPointer, second: UnsafeRawBufferPointer
  ) throws(AssayError) {
    let stride = MemoryLayout<Float>.stride
    guard first.count == count * stride, second.count == count * stride else {
      throw AssayError(
        "the optimizer state belongs to another model",
        remedy: "Resume with the model and configuration of the run that was saved")
    }
    let kernels = self.first.device.kernels
    let (start, size) = (part.lowerBound * stride, Int64(part.count * stride))
    kernels.upload(self.first.pointer, first.baseAddress.map { $0 + start }, size)
    kernels.upload(self.second.pointer, second.baseAddress.map { $0 + start }, size)
    self.step = step
  }
}
