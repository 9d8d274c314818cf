// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// A run of bf16 numbers, zero at first.
final class HalfBlock {
  /// The first value, valid as long as the block.
  let pointer: UnsafeMutablePointer<UInt16>
  private let memory: FloatBlock

  /// - Throws: `AssayError` when memory has run out.
  init(count: Int, on device: Device = .cpu) throws(AssayError) {
    memory = try FloatBlock(count: (count + 1) / 2, on: device)
    pointer = UnsafeMutableRawPointer(memory.pointer).assumingMemoryBound(to: UInt16.self)
  }
}
