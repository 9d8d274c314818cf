// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CKernels

/// A run of 32-bit floats in a device's memory, zero at first.
package final class FloatBlock {
  package let count: Int
  /// Where the values are.
  package let device: Device
  /// The first value, valid as long as the block. The address is the device's own.
  package let pointer: UnsafeMutablePointer<Float>
  private let byteCount: Int

  /// - Throws: `AssayError` when memory has run out.
  package init(count: Int, on device: Device = .cpu) throws(AssayError) {
    self.count = count
    self.device = device
    byteCount = max(count, 1) * MemoryLayout<Float>.stride
    guard let memory = device.kernels.allocate(Int64(byteCount)) else {
      let place = device.freeMemory == nil ? "" : " on the GPU"
      throw AssayError(
        "not enough memory\(place) for \(byteCount >> 20) MiB",
        remedy: "Use a smaller model, a smaller batch or shorter rows")
    }
    pointer = memory.bindMemory(to: Float.self, capacity: max(count, 1))
  }

  deinit {
    device.kernels.release(pointer, Int64(byteCount))
  }

  /// A copy of the values.
  package var array: [Float] { array(0..<count) }

  /// A copy of some of the values.
  func array(_ range: Range<Int>) -> [Float] {
    withExtendedLifetime(self) {
      device.array(UnsafePointer(pointer + range.lowerBound), count: range.count)
    }
  }

  /// The values of a block in the host's memory as a buffer, valid as long as the block.
  package var values: UnsafeMutableBufferPointer<Float> {
    UnsafeMutableBufferPointer(start: pointer, count: count)
  }

  /// Hands out all values for reading, valid during the call.
  package func read<Result>(
    _ body: (UnsafeBufferPointer<Float>) throws(AssayError) -> Result
  ) throws(AssayError) -> Result {
    defer { withExtendedLifetime(self) {} }
    return try device.read(pointer, count: count, body: body)
  }

  /// Sets some of the values to 0.
  func clear(_ offset: Int, count: Int) {
    device.kernels.clear(pointer + offset, Int64(count * MemoryLayout<Float>.stride))
  }

  /// Sets all values to 0.
  package func clear() {
    clear(0, count: count)
  }
}
