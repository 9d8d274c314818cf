// SPDX-License-Identifier: Apache-2.0

/// Which file on the disk a path leads to, by whatever name, link or path it is called.
package struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let node: UInt64

  /// - Parameter path: `-` is standard input.
  /// - Returns: nil where there is no file, or something else than a regular one.
  package init?(ofInput path: String) {
    self.init(path == "-" ? FileStatus(descriptor: STDIN_FILENO) : FileStatus(path))
  }

  /// - Parameter path: `-` is standard output.
  /// - Returns: nil where there is no file yet, or something else than a regular one.
  package init?(ofOutput path: String) {
    self.init(path == "-" ? FileStatus(descriptor: STDOUT_FILENO) : FileStatus(path))
  }

  private init?(_ status: FileStatus?) {
    guard let status, status.kind == .file else { return nil }
    device = status.device
    node = status.node
  }
}
