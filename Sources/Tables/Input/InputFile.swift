// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform

/// An open file that can be read again and again, by several passes at a time. What cannot be read
/// twice (standard input, a pipe) is copied to a temporary file that has no name.
final class InputFile: Sendable {
  /// As the user gave it.
  let path: String
  private let file: OpenFile
  /// For libraries that read the file by themselves; valid as long as the value.
  var descriptor: Int32 { file.descriptor }
  var byteCount: Int? { file.status?.size }

  /// - Throws: `AssayError` when there is no such file, it is a folder, or it may not be read.
  init(path: String) throws(AssayError) {
    self.path = path
    let failure = "cannot be read"
    let opened =
      path == "-"
      ? OpenFile.standardInput(failure: failure) : OpenFile.reading(path, failure: failure)
    guard let opened, let status = opened.status else { throw InputFile.openError(path) }
    switch status.kind {
    case .file where path != "-":
      file = opened
    case .folder:
      throw AssayError(
        "is a folder, not a file", at: Location(file: path), remedy: "Name a file inside it")
    case .blockDevice:
      throw AssayError("is a device, not a file", at: Location(file: path))
    case .file, .link, .stream:
      file =
        PipedInput.isMeant(by: path)
        ? try PipedInput.copy(status) { () throws(AssayError) in
          try InputFile.copy(of: opened, path)
        } : try InputFile.copy(of: opened, path)
    }
  }

  /// A file that is in memory already; it is spooled like standard input.
  init(contents: [UInt8], path: String) throws(AssayError) {
    self.path = path
    file = try InputFile.temporaryFile(path)
    try file.write(contents)
  }

  /// Bytes from `offset` on; 0 at the end.
  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(AssayError) -> Int {
    try file.read(into: buffer, at: offset)
  }

  private static func copy(of source: OpenFile, _ path: String) throws(AssayError) -> OpenFile {
    let target = try temporaryFile(path)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
    defer { buffer.deallocate() }
    while true {
      let count = try source.read(into: buffer)
      if count == 0 { return target }
      try target.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  private static func temporaryFile(_ path: String) throws(AssayError) -> OpenFile {
    let failure = "cannot be copied to a temporary file"
    let remedy = "Free some space, or set TMPDIR to a folder that has it"
    guard let file = OpenFile.temporary(for: path, failure: failure, remedy: remedy) else {
      throw .system(failure, at: path, remedy: remedy)
    }
    return file
  }

  private static func openError(_ path: String) -> AssayError {
    let location = Location(file: path)
    if path.isEmpty {
      return AssayError("the name of the file is empty", remedy: "Give the path of a file")
    }
    switch SystemError.last.number {
    case ENOENT:
      return AssayError("there is no such file", at: location, remedy: "Check the path")
    case EACCES:
      return AssayError(
        "may not be read", at: location, remedy: "Check the permissions of the file and its folder")
    default:
      return .system("cannot be opened", at: path)
    }
  }
}
