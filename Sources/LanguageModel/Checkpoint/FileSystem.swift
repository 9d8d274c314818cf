// SPDX-License-Identifier: Apache-2.0

import AssayCore

#if canImport(Glibc)
  import Glibc
#endif

/// The few questions that model directories need answered.
enum FileSystem {
  static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }

  /// A whole small file.
  static func read(_ path: String) throws(AssayError) -> [UInt8] {
    let file = try MappedFile(path: path)
    return withExtendedLifetime(file) { Array(file.bytes) }
  }

  /// Makes a folder, and those above it, where they are missing.
  static func createFolder(_ path: String) throws(AssayError) {
    guard !path.isEmpty, !exists(path) else { return }
    if let slash = path.lastIndex(of: "/") { try createFolder(String(path[..<slash])) }
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw AssayError(
        "cannot make the folder: \(String(cString: strerror(errno)))", at: Location(file: path),
        remedy: "Choose a folder that may be written to")
    }
  }
}
