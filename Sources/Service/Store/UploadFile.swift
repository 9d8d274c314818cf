// SPDX-License-Identifier: Apache-2.0

import AssayCore

#if canImport(Glibc)
  import Glibc
#endif

/// A file that is being received. Unless it is kept, nothing is left of it.
final class UploadFile {
  let path: String
  private(set) var byteCount = 0
  private var descriptor: Int32
  private var isKept = false

  init(path: String) throws(AssayError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure(path) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isKept { unlink(path) }
  }

  func write(_ bytes: ArraySlice<UInt8>) throws(AssayError) {
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + offset, $0.count - offset)
      }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw Self.failure(path) }
      offset += written
    }
    byteCount += bytes.count
  }

  /// Adds a file of the disk, and brings all bytes to the disk.
  func copy(_ source: String) throws(AssayError) {
    guard let identity = FileContent.identity(source) else {
      throw AssayError(
        "cannot read: \(String(cString: strerror(errno)))", at: Location(file: source),
        remedy: "Give a file, or the id of one that is in the store")
    }
    while byteCount < identity.size {
      let piece = try FileContent.read(source, from: byteCount, limit: 1 << 20)
      guard !piece.isEmpty else { break }
      try write(piece[...])
    }
    try sync()
  }

  /// Brings all bytes to the disk.
  func sync() throws(AssayError) {
    guard fsync(descriptor) == 0 else { throw Self.failure(path) }
  }

  /// The file was moved to its place, and must not be removed.
  func keep() {
    isKept = true
  }

  private static func failure(_ path: String) -> AssayError {
    AssayError(
      "cannot keep the upload: \(String(cString: strerror(errno)))", at: Location(file: path),
      remedy: "Free some space on the disk of the data folder")
  }
}
