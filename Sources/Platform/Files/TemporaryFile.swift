// SPDX-License-Identifier: Apache-2.0

/// A file that has no name and goes when it is closed.
package final class TemporaryFile: Sendable {
  private let file: OpenFile

  /// Nil when there is no place for temporary files.
  package init?() {
    guard let file = OpenFile.temporary(for: "temporary file") else { return nil }
    self.file = file
  }

  /// Writes elements as they lie in memory, on any thread, and moves `offset` behind them; false when
  /// the disk is full.
  package func write<Element: BitwiseCopyable>(_ elements: [Element], at offset: inout Int) -> Bool
  {
    elements.withUnsafeBytes { bytes in
      let start = offset
      let done = transferred(bytes.count) { range in
        pwrite(
          file.descriptor, bytes.baseAddress! + range.lowerBound, range.count,
          start + range.lowerBound)
      }
      guard done == bytes.count else { return false }
      offset += done
      return true
    }
  }

  /// Reads so many elements and moves `offset` behind them; nil when the disk fails.
  package func read<Element: BitwiseCopyable>(_ count: Int, at offset: inout Int) -> [Element]? {
    let size = count * MemoryLayout<Element>.stride
    let start = offset
    var done = 0
    let elements = [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      done = transferred(size) { range in
        pread(
          file.descriptor, raw.baseAddress! + range.lowerBound, range.count,
          start + range.lowerBound)
      }
      initialized = done / MemoryLayout<Element>.stride
    }
    offset += size
    return done == size ? elements : nil
  }
}
