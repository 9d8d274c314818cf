// SPDX-License-Identifier: Apache-2.0

/// What shows that a file was written again: another file of the same name, another size, or a later
/// moment. It is asked for and not told by the system, so that it works on every disk.
package struct FileStamp: Sendable, Equatable {
  private let node: UInt64
  /// In bytes.
  package let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  /// When it was last written, in seconds since 1970.
  package var moment: Double { Double(seconds) + Double(nanoseconds) / 1e9 }

  /// Nil when there is nothing at the path.
  package init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    node = UInt64(status.st_ino)
    size = Int(status.st_size)
    #if canImport(Darwin)
      let moment = status.st_mtimespec
    #else
      let moment = status.st_mtim
    #endif
    seconds = Int(moment.tv_sec)
    nanoseconds = Int(moment.tv_nsec)
  }
}
