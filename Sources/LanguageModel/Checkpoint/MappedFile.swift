// SPDX-License-Identifier: Apache-2.0

import AssayCore

#if canImport(Glibc)
  import Glibc
#endif

/// A file in the address space, read page by page as it is looked at.
final class MappedFile {
  let path: String
  /// Valid as long as the file: hold on to it while reading.
  let bytes: UnsafeRawBufferPointer

  init(path: String) throws(AssayError) {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.failure(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw AssayError("not a regular file", at: Location(file: path))
    }
    let size = Int(status.st_size)
    guard size > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let memory, memory != MAP_FAILED else { throw Self.failure(path) }
    bytes = UnsafeRawBufferPointer(start: memory, count: size)
  }

  deinit {
    guard let start = bytes.baseAddress else { return }
    munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
  }

  private static func failure(_ path: String) -> AssayError {
    AssayError(
      "cannot read: \(String(cString: strerror(errno)))", at: Location(file: path),
      remedy: "Check the path and its permissions")
  }
}
