// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A file that has no name and goes when it is closed.
package final class TemporaryFile: Sendable {
  private let descriptor: Int32

  /// Nil when there is no place for temporary files.
  package init?() {
    guard let descriptor = Self.open() else { return nil }
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  /// The descriptor of a new one in `TMPDIR` or `/tmp`; nil with `errno` when that fails.
  static func open() -> Int32? {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/assay-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { return nil }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
    return descriptor
  }

  /// Writes elements as they lie in memory, on any thread, and moves `offset` behind them; false when
  /// the disk is full.
  package func write<Element: BitwiseCopyable>(_ elements: [Element], at offset: inout Int) -> Bool
  {
    elements.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let count = pwrite(descriptor, bytes.baseAddress! + done, bytes.count - done, offset + done)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return false }
        done += count
      }
      offset += done
      return true
    }
  }

  /// Reads so many elements and moves `offset` behind them; nil when the disk fails.
  package func read<Element: BitwiseCopyable>(_ count: Int, at offset: inout Int) -> [Element]? {
    let size = count * MemoryLayout<Element>.stride
    var done = 0
    let elements = [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      while done < size {
        let found = pread(descriptor, raw.baseAddress! + done, size - done, offset + done)
        if found < 0 && errno == EINTR { continue }
        guard found > 0 else { break }
        done += found
      }
      initialized = done / MemoryLayout<Element>.stride
    }
    offset += size
    return done == size ? elements : nil
  }
}
