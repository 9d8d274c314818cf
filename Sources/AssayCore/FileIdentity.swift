// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
  import Glibc
#endif

/// Which file on the disk a path leads to, by whatever name, link or path it is called.
package struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let number: UInt64

  /// - Parameter path: `-` is standard input.
  /// - Returns: nil where there is no file, or something else than a regular one.
  package init?(ofInput path: String) {
    self.init(path, standardStream: STDIN_FILENO)
  }

  /// - Parameter path: `-` is standard output.
  /// - Returns: nil where there is no file yet, or something else than a regular one.
  package init?(ofOutput path: String) {
    self.init(path, standardStream: STDOUT_FILENO)
  }

  private init?(_ path: String, standardStream: Int32) {
    var status = stat()
    let result = path == "-" ? fstat(standardStream, &status) : stat(path, &status)
    guard result == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
  }
}
