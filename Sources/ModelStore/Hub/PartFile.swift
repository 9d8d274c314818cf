// SPDX-License-Identifier: Apache-2.0

import AssayCore

#if canImport(Glibc)
  import Glibc
#endif

/// A file on its way, `NAME.part`: what a broken download left is kept and added to.
final class PartFile: ResponseSink {
  let path: String
  private(set) var offset: Int
  private let limit: Int?
  private let descriptor: Int32
  private let observe: (Int) -> Void

  /// Opens the file, or makes it.
  /// - Parameters:
  ///   - limit: the size of the whole file; more is refused.
  ///   - observe: called with the bytes that are there.
  init(path: String, limit: Int?, observe: @escaping (Int) -> Void) throws(AssayError) {
    self.path = path
    self.limit = limit
    self.observe = observe
    descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Self.failure(path) }
    offset = lseek(descriptor, 0, SEEK_END)
    if let limit, offset > limit { try restart() }
    observe(offset)
  }

  deinit {
    close(descriptor)
  }

  func restart() throws(AssayError) {
    guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw Self.failure(path)
    }
    offset = 0
    observe(0)
  }

  func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(AssayError) {
    if let limit, offset + bytes.count > limit {
      throw AssayError(
        "the hub sends more than the \(limit) bytes that it lists for the file",
        at: Location(file: path), remedy: "Try again later, or check HF_ENDPOINT")
    }
    var rest = UnsafeRawBufferPointer(bytes)
    while !rest.isEmpty {
      let written = write(descriptor, rest.baseAddress, rest.count)
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw Self.failure(path) }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
      offset += written
    }
    observe(offset)
  }

  private static func failure(_ path: String) -> AssayError {
    AssayError(
      "cannot write: \(String(cString: strerror(errno)))", at: Location(file: path),
      remedy: "Free some space, or set ASSAY_HOME to a folder that has it; the same command goes on"
    )
  }
}
