// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// A file in the address space, read page by page as it is looked at.
package final class MappedFile {
  package let path: String
  /// Valid as long as the file: hold on to it while reading.
  package let bytes: UnsafeRawBufferPointer

  /// - Throws: `AssayError` when it cannot be read or is not a regular file.
  package init(path: String) throws(AssayError) {
    self.path = path
    let file = try OpenFile(path, for: .read)
    guard let status = file.status, status.kind == .file else {
      throw AssayError("not a regular file", at: Location(file: path))
    }
    guard status.size > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    let memory = mmap(nil, status.size, PROT_READ, MAP_PRIVATE, file.descriptor, 0)
    guard let memory, memory != MAP_FAILED else {
      throw .system(
        "cannot read", at: path,
        remedy: SystemError.last.number == ENOMEM
          ? "Give the process more memory; ulimit -v shows a limit"
          : "Check the path and its permissions")
    }
    bytes = UnsafeRawBufferPointer(start: memory, count: status.size)
  }

  deinit {
    guard let start = bytes.baseAddress else { return }
    munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
  }
}
