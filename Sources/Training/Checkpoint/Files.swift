// SPDX-License-Identifier: Apache-2.0

package import AssayCore

#if canImport(Glibc)
  import Glibc
#endif

/// The few file operations of a run, with errors that name the path.
package enum Files {
  /// Creates a folder and those above it; one that exists is fine.
  package static func createFolder(_ path: String) throws(AssayError) {
    if mkdir(path, 0o755) == 0 || (errno == EEXIST && isFolder(path)) { return }
    if errno == ENOENT, folder(of: path) != path {
      try createFolder(folder(of: path))
      if mkdir(path, 0o755) == 0 { return }
    }
    throw failure("cannot create the folder", path)
  }

  /// The names in a folder, sorted; empty when there is no such folder.
  package static func names(in folder: String) throws(AssayError) -> [String] {
    guard let stream = opendir(folder) else {
      if errno == ENOENT { return [] }
      throw failure("cannot read the folder", folder)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The whole file.
  package static func read(_ path: String) throws(AssayError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("cannot read", path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    while true {
      let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, count in
        count = max(0, Glibc.read(descriptor, buffer.baseAddress, buffer.count))
      }
      if chunk.isEmpty { return bytes }
      bytes.append(contentsOf: chunk)
    }
  }

  package static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }

  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Removes a file, or a folder with what is in it. What is not there is removed already.
  package static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      unlink(path)
      return
    }
    for name in (try? names(in: path)) ?? [] { remove("\(path)/\(name)") }
    rmdir(path)
  }

  /// Waits until a file's or folder's content is on the disk.
  package static func sync(_ path: String) throws(AssayError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("cannot write", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("cannot write", path) }
  }

  /// The folder a path is in.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The size of a file in bytes.
  package static func size(_ path: String) throws(AssayError) -> Int {
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure("cannot read", path) }
    return Int(status.st_size)
  }

  /// What went wrong in the last call to the system.
  package static func failure(_ what: String, _ path: String) -> AssayError {
    AssayError(
      "\(what): \(String(cString: strerror(errno)))", at: Location(file: path),
      remedy: "Check the path, its permissions and the free space")
  }
}
