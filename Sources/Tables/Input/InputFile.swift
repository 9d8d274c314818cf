// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Glibc

/// An open file that can be read again and again, by several passes at a time. What cannot be read
/// twice (standard input, a pipe) is copied to a temporary file that has no name.
final class InputFile: Sendable {
  /// As the user gave it.
  let path: String
  let descriptor: Int32

  /// - Throws: `AssayError` when there is no such file, it is a folder, or it may not be read.
  init(path: String) throws(AssayError) {
    self.path = path
    let opened = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw InputFile.openError(path) }
    var status = stat()
    guard fstat(opened, &status) == 0 else {
      let error = InputFile.openError(path)
      close(opened)
      throw error
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG where path != "-": descriptor = opened
    case S_IFDIR:
      close(opened)
      throw AssayError(
        "is a folder, not a file", at: Location(file: path), remedy: "Name a file inside it")
    case S_IFBLK:
      close(opened)
      throw AssayError("is a device, not a file", at: Location(file: path))
    default:
      defer { close(opened) }
      descriptor = try InputFile.spool(opened, path: path)
    }
  }

  /// A file that is in memory already; it is spooled like standard input.
  init(contents: [UInt8], path: String) throws(AssayError) {
    self.path = path
    descriptor = try InputFile.temporaryFile(path: path)
    guard InputFile.writeAll(contents[...], to: descriptor) else {
      throw InputFile.spoolError(path)
    }
  }

  deinit {
    close(descriptor)
  }

  var byteCount: Int? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : nil
  }

  /// Bytes from `offset` on; 0 at the end.
  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(AssayError) -> Int {
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, offset)
      if count >= 0 { return count }
      if errno != EINTR { throw InputFile.readError(path) }
    }
  }

  private static func spool(_ source: Int32, path: String) throws(AssayError) -> Int32 {
    let target = try temporaryFile(path: path)
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(source, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        let error = readError(path)
        close(target)
        throw error
      }
      if count == 0 { return target }
      guard writeAll(buffer.prefix(count), to: target) else {
        let error = spoolError(path)
        close(target)
        throw error
      }
    }
  }

  private static func writeAll(_ bytes: ArraySlice<UInt8>, to target: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(target, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func temporaryFile(path: String) throws(AssayError) -> Int32 {
    guard let target = TemporaryFile.open() else { throw spoolError(path) }
    return target
  }

  private static func openError(_ path: String) -> AssayError {
    let location = Location(file: path)
    switch errno {
    case ENOENT:
      return AssayError("there is no such file", at: location, remedy: "Check the path")
    case EACCES:
      return AssayError(
        "may not be read", at: location, remedy: "Check the permissions of the file and its folder")
    default:
      return AssayError("cannot be opened: \(String(cString: strerror(errno)))", at: location)
    }
  }

  private static func readError(_ path: String) -> AssayError {
    AssayError("cannot be read: \(String(cString: strerror(errno)))", at: Location(file: path))
  }

  private static func spoolError(_ path: String) -> AssayError {
    AssayError(
      "cannot be copied to a temporary file: \(String(cString: strerror(errno)))",
      at: Location(file: path), remedy: "Free some space, or set TMPDIR to a folder that has it")
  }
}
