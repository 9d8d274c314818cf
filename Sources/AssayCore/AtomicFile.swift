// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
  import Glibc
#endif

/// A file that appears whole or not at all: bytes go to a temporary file in the same folder, which
/// is synced and renamed by `commit()`. Without a commit the temporary file is removed. A device or a
/// pipe, such as /dev/null, is written to as it stands: a file in its place would be no good to anyone.
package final class AtomicFile {
  /// Where the file will stand.
  package let path: String
  /// Nil where the bytes go straight to a device or a pipe.
  private let temporaryPath: String?
  /// Where the file stands that `path` may be a link to.
  private let target: String
  private var descriptor: Int32
  private var pending: [UInt8] = []
  /// Bytes that are in the file, and those of them that the disk was told of.
  private var written = 0
  private var announced = 0
  private static let bufferSize = 1 << 18
  private static let announcedSize = 1 << 22

  /// Creates the temporary file beside `path`.
  /// - Throws: `AssayError` when the folder cannot be written.
  package init(path: String) throws(AssayError) {
    self.path = path
    target = Self.target(of: path)
    if Self.isDevice(path) {
      temporaryPath = nil
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
    } else {
      let name = "\(target).\(getpid()).\(UInt32.random(in: 0...(.max))).tmp"
      temporaryPath = name
      descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    }
    guard descriptor >= 0 else {
      throw AssayError(
        "cannot write: \(AtomicFile.reason())", at: Location(file: path),
        remedy: "Check that the folder exists and may be written to, or choose another")
    }
  }

  deinit {
    discard()
  }

  /// Adds bytes at the end.
  package func write(_ bytes: some Collection<UInt8>) throws(AssayError) {
    if bytes.count >= Self.bufferSize {
      try flush()
      let isWritten = bytes.withContiguousStorageIfAvailable { put(UnsafeRawBufferPointer($0)) }
      if let isWritten {
        guard isWritten else { throw failure() }
        return
      }
    }
    pending.append(contentsOf: bytes)
    if pending.count >= Self.bufferSize { try flush() }
  }

  /// Adds text as UTF-8 at the end.
  package func write(_ text: String) throws(AssayError) {
    try write(text.utf8)
  }

  /// Syncs the bytes to the disk and gives the file its name, replacing what stood there.
  package func commit() throws(AssayError) {
    try flush()
    guard let temporaryPath else { return discard() }
    guard fsync(descriptor) == 0, close(descriptor) == 0 else { throw failure() }
    descriptor = -1
    guard rename(temporaryPath, target) == 0 else {
      let error = failure()
      unlink(temporaryPath)
      throw error
    }
    syncFolder()
  }

  /// Removes the temporary file; nothing is left behind.
  package func discard() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    descriptor = -1
    if let temporaryPath { unlink(temporaryPath) }
  }

  private static func isDevice(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    let kind = status.st_mode & S_IFMT
    // /dev/stdout is written to like a device, whatever it was redirected to.
    let isStream = path.hasPrefix("/dev/") || path.hasPrefix("/proc/")
    return kind != S_IFDIR && (kind != S_IFREG || isStream)
  }

  /// The file that a link leads to; the path itself where there is none yet.
  private static func target(of path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// Writes a whole file at once.
  package static func write(_ bytes: some Collection<UInt8>, to path: String) throws(AssayError) {
    let file = try AtomicFile(path: path)
    try file.write(bytes)
    try file.commit()
  }

  private func flush() throws(AssayError) {
    guard pending.withUnsafeBytes({ put($0) }) else { throw failure() }
    pending.removeAll(keepingCapacity: true)
  }

  /// Writes bytes to the file; false with `errno` when that fails.
  private func put(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    while offset < bytes.count {
      let count = Glibc.write(descriptor, bytes.baseAddress! + offset, bytes.count - offset)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      offset += count
    }
    written += offset
    announce()
    return true
  }

  /// Has the disk start on what was written, so that `commit()` need not wait for all of it: Linux
  /// writes pages back before it lets go of them.
  private func announce() {
    guard written - announced >= Self.announcedSize else { return }
    posix_fadvise(descriptor, announced, written - announced, POSIX_FADV_DONTNEED)
    announced = written
  }

  /// The rename itself must survive a power cut, so the folder is synced too.
  private func syncFolder() {
    let folder = target.lastIndex(of: "/").map { String(target[..<$0]) } ?? "."
    let handle = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard handle >= 0 else { return }
    fsync(handle)
    close(handle)
  }

  private func failure() -> AssayError {
    AssayError(
      "cannot write: \(Self.reason())", at: Location(file: path),
      remedy: "Free some space or choose another folder")
  }

  private static func reason() -> String {
    String(cString: strerror(errno))
  }
}
