// SPDX-License-Identifier: Apache-2.0

import AssayCore

#if canImport(Glibc)
  import Glibc
#endif

/// Reading and removing plain files.
enum FileContent {
  /// The bytes of a file, from an offset, at most `limit` of them.
  static func read(
    _ path: String, from offset: Int = 0, limit: Int = .max
  ) throws(AssayError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    guard offset == 0 || lseek(descriptor, offset, SEEK_SET) >= 0 else { throw failure(path) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < limit {
      let wanted = min(buffer.count, limit - bytes.count)
      let count = Glibc.read(descriptor, &buffer, wanted)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure(path) }
      guard count > 0 else { break }
      bytes.append(contentsOf: buffer[..<count])
    }
    return bytes
  }

  /// The size in bytes and the identity of a file; nil when there is none.
  static func identity(_ path: String) -> (size: Int, node: UInt64)? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    return (Int(info.st_size), UInt64(info.st_ino))
  }

  static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }

  /// Removes a file or a folder with all in it; links are removed, not followed.
  static func remove(_ path: String) {
    var info = stat()
    guard lstat(path, &info) == 0 else { return }
    guard info.st_mode & S_IFMT == S_IFDIR else {
      unlink(path)
      return
    }
    for name in names(in: path) { remove("\(path)/\(name)") }
    rmdir(path)
  }

  /// The names in a folder, without `.` and `..`; none when it cannot be read.
  static func names(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func failure(_ path: String) -> AssayError {
    AssayError("cannot read: \(String(cString: strerror(errno)))", at: Location(file: path))
  }
}
