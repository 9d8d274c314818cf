// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// A file that is open; it is closed when the value goes. Reads and writes go on after a signal, and
/// a write is whole or an error.
package final class OpenFile: Sendable {
  package enum Mode: Sendable {
    case read
    /// Writes a file or a device that exists, from its beginning on.
    case write
    /// Writes a new file; one that exists is an error.
    case create(permissions: UInt32 = 0o644)
    /// Writes a file from its beginning on, making it first where it is missing.
    case update(permissions: UInt32 = 0o644)
    /// Adds to the end of a file, making it first where it is missing.
    case append(permissions: UInt32 = 0o644)
  }

  /// As the user gave it.
  package let path: String
  /// For a library that reads the file by itself. It is open as long as the value lives.
  package let descriptor: Int32
  private let failure: String?
  private let remedy: String?

  /// - Parameters:
  ///   - failure: what to say before the system's reason, instead of "cannot read" or "cannot write".
  ///   - remedy: what a user can do about a failure.
  /// - Throws: `AssayError` with the system's reason.
  package init(
    _ path: String, for mode: Mode, failure: String? = nil, remedy: String? = nil
  ) throws(AssayError) {
    self.path = path
    self.failure = failure
    self.remedy = remedy ?? mode.remedy
    descriptor = mode.open(path)
    guard descriptor >= 0 else { throw error(mode.verb) }
  }

  /// Takes over a descriptor; nil, with `errno`, when it is none.
  package init?(descriptor: Int32, path: String, failure: String? = nil, remedy: String? = nil) {
    self.descriptor = descriptor
    self.path = path
    self.failure = failure
    self.remedy = remedy
    if descriptor < 0 { return nil }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// What the system knows of it now.
  package var status: FileStatus? { FileStatus(descriptor: descriptor) }

  /// Reads what comes next.
  /// - Returns: the number of bytes; 0 at the end.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(AssayError) -> Int {
    let count = uninterrupted { readBytes(descriptor, buffer.baseAddress, count: buffer.count) }
    guard count >= 0 else { throw error("cannot read") }
    return count
  }

  /// Reads from a place in the file, on any thread.
  /// - Returns: the number of bytes; 0 at the end.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(AssayError) -> Int {
    let count = uninterrupted { pread(descriptor, buffer.baseAddress, buffer.count, offset) }
    guard count >= 0 else { throw error("cannot read") }
    return count
  }

  /// Writes all the bytes.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(AssayError) {
    let count = transferred(bytes.count) { range in
      writeBytes(descriptor, bytes.baseAddress! + range.lowerBound, count: range.count)
    }
    guard count == bytes.count else { throw error("cannot write") }
  }

  /// Writes all the bytes.
  package func write(_ bytes: some Collection<UInt8>) throws(AssayError) {
    let result = bytes.withContiguousStorageIfAvailable { storage in
      Result { () throws(AssayError) in try write(UnsafeRawBufferPointer(storage)) }
    }
    if let result { return try result.get() }
    try write(Array(bytes))
  }

  /// Writes all the bytes at a place in the file, on any thread.
  package func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(AssayError) {
    let count = transferred(bytes.count) { range in
      pwrite(
        descriptor, bytes.baseAddress! + range.lowerBound, range.count, offset + range.lowerBound)
    }
    guard count == bytes.count else { throw error("cannot write") }
  }

  /// Makes the file so many bytes long; those that are new are zero and take no space.
  package func resize(to size: Int) throws(AssayError) {
    guard ftruncate(descriptor, size) == 0 else { throw error("cannot write") }
  }

  /// Goes to the end, where the next write adds.
  /// - Returns: the size of the file.
  package func seekToEnd() throws(AssayError) -> Int {
    let offset = lseek(descriptor, 0, SEEK_END)
    guard offset >= 0 else { throw error("cannot read") }
    return Int(offset)
  }

  /// Removes all the bytes; the next write is at the beginning.
  package func clear() throws(AssayError) {
    guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw error("cannot write")
    }
  }

  /// Waits until all that was written is on the disk.
  package func sync() throws(AssayError) {
    guard fsync(descriptor) == 0 else { throw error("cannot write") }
  }

  private func error(_ what: String) -> AssayError {
    .system(failure ?? what, at: path, remedy: remedy)
  }
}

extension OpenFile {
  /// A file to be read; nil, with `errno`, when it cannot be opened.
  package static func reading(_ path: String, failure: String? = nil) -> OpenFile? {
    OpenFile(descriptor: openPath(path, O_RDONLY), path: path, failure: failure)
  }

  /// A file to be read from its beginning on, or standard input where `path` is `-`.
  package static func input(_ path: String, remedy: String? = nil) throws(AssayError) -> OpenFile {
    guard path == "-" else { return try OpenFile(path, for: .read, remedy: remedy) }
    guard let file = standardInput() else { throw .system("cannot read", at: path, remedy: remedy) }
    return file
  }

  /// Standard input, which stays open when the value goes; nil, with `errno`, when it is closed.
  package static func standardInput(failure: String? = nil) -> OpenFile? {
    OpenFile(descriptor: dup(STDIN_FILENO), path: "-", failure: failure)
  }

  /// A file in `TMPDIR` or `/tmp` that has no name and goes when it is closed; nil, with `errno`, when
  /// there is no place for it.
  package static func temporary(
    for path: String, failure: String? = nil, remedy: String? = nil
  ) -> OpenFile? {
    var template = Array("\(Files.temporaryFolder)/assay-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { return nil }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
    return OpenFile(descriptor: descriptor, path: path, failure: failure, remedy: remedy)
  }
}

extension OpenFile.Mode {
  fileprivate func open(_ path: String) -> Int32 {
    switch self {
    case .read: openPath(path, O_RDONLY)
    case .write: openPath(path, O_WRONLY)
    case .create(let permissions):
      openPath(path, O_WRONLY | O_CREAT | O_EXCL, permissions: permissions)
    case .update(let permissions): openPath(path, O_WRONLY | O_CREAT, permissions: permissions)
    case .append(let permissions):
      openPath(path, O_WRONLY | O_CREAT | O_APPEND, permissions: permissions)
    }
  }

  fileprivate var verb: String {
    if case .read = self { "cannot read" } else { "cannot write" }
  }

  fileprivate var remedy: String {
    if case .read = self {
      "Check the path and its permissions"
    } else {
      "Check the path, its permissions and the free space"
    }
  }
}

// Methods of the same names hide the system's functions; these do not.

/// No process that is started gets the descriptor.
private func openPath(_ path: String, _ flags: Int32, permissions: UInt32 = 0) -> Int32 {
  open(path, flags | O_CLOEXEC, permissions)
}

private func readBytes(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, count: Int) -> Int {
  read(descriptor, bytes, count)
}

func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer, count: Int) -> Int {
  write(descriptor, bytes, count)
}
