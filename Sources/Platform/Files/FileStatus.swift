// SPDX-License-Identifier: Apache-2.0

/// What the system knows of a file without reading it.
package struct FileStatus: Sendable, Equatable {
  package enum Kind: Sendable {
    case file
    case folder
    case link
    /// A disk, as a device.
    case blockDevice
    /// A pipe, a socket, a terminal or another device: to be read or written once.
    case stream
  }

  package let kind: Kind
  /// The size in bytes.
  package let size: Int
  /// The number of the file on its disk: two names with one number are one file.
  package let node: UInt64
  /// The number of the disk.
  package let device: UInt64
  /// Who may read and write it, as `chmod` takes it.
  package let permissions: UInt32

  /// Nil, with `errno`, when there is nothing at the path.
  /// - Parameter followsLinks: false to ask about a link itself.
  package init?(_ path: String, followsLinks: Bool = true) {
    var status = stat()
    let result = followsLinks ? stat(path, &status) : lstat(path, &status)
    guard result == 0 else { return nil }
    self.init(status)
  }

  /// Nil, with `errno`, when the descriptor is not open.
  init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    case S_IFLNK: kind = .link
    case S_IFBLK: kind = .blockDevice
    default: kind = .stream
    }
    size = Int(status.st_size)
    node = UInt64(status.st_ino)
    device = UInt64(status.st_dev)
    permissions = UInt32(status.st_mode & 0o7777)
  }
}
