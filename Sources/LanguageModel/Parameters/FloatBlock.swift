// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Platform

/// A run of 32-bit floats, zero at first, on pages of their own. Large pages are asked for: the
/// optimizer's pass over all parameters is bound by memory.
package final class FloatBlock {
  package let count: Int
  /// The first value, valid as long as the block.
  package let pointer: UnsafeMutablePointer<Float>
  private let byteCount: Int

  /// - Throws: `AssayError` when memory has run out.
  package init(count: Int) throws(AssayError) {
    self.count = count
    byteCount = max(count, 1) * MemoryLayout<Float>.stride
    let flags = MAP_PRIVATE | MAP_ANONYMOUS
    let memory = mmap(nil, byteCount, PROT_READ | PROT_WRITE, flags, -1, 0)
    guard let memory, memory != MAP_FAILED else {
      throw AssayError(
        "not enough memory for \(byteCount >> 20) MiB",
        remedy: "Use a smaller model, a smaller batch or shorter rows")
    }
    madvise(memory, byteCount, Int32(MADV_HUGEPAGE))
    pointer = memory.bindMemory(to: Float.self, capacity: max(count, 1))
  }

  deinit {
    munmap(pointer, byteCount)
  }

  /// A copy of the values.
  package var array: [Float] {
    withExtendedLifetime(self) { Array(values) }
  }

  /// The values as a buffer, valid as long as the block.
  package var values: UnsafeMutableBufferPointer<Float> {
    UnsafeMutableBufferPointer(start: pointer, count: count)
  }

  /// Sets all values to 0.
  package func clear() {
    memset(pointer, 0, byteCount)
  }
}
