// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// A file that appears whole or not at all: bytes go to a temporary file in the same folder, which
/// is synced and renamed by `commit()`. Without a commit the temporary file is removed.
///
/// A file that is replaced hands its permissions on, and a link stays a link. A device or a pipe,
/// such as /dev/null, is written to as it stands: a file in its place would be no good to anyone.
package final class AtomicFile {
  /// Where the file will stand.
  package let path: String
  /// Nil where the bytes go straight to a device or a pipe.
  private var temporary: TemporaryPath?
  /// Where the file stands that `path` may be a link to.
  private let target: String
  /// Nil when the file was committed or discarded.
  private var file: OpenFile?
  private var pending: [UInt8] = []
  /// Bytes that are in the file, and those of them that the disk was told of.
  private var written = 0
  private var announced = 0
  private static let bufferSize = 1 << 18
  private static let announcedSize = 1 << 22
  private static let remedy = "Free some space or choose another folder"

  /// Creates the temporary file beside `path`.
  /// - Throws: `AssayError` when the folder cannot be written.
  package init(path: String) throws(AssayError) {
    self.path = path
    target = Self.target(of: path)
    if Self.isStream(path) {
      file = OpenFile(descriptor: open(path, O_WRONLY | O_CLOEXEC), path: path, remedy: Self.remedy)
    } else {
      let temporary = TemporaryPath.beside(target, suffix: "tmp")
      self.temporary = temporary
      let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
      file = OpenFile(
        descriptor: open(temporary.path, flags, 0o644), path: path, remedy: Self.remedy)
    }
    guard let file else {
      throw .system(
        "cannot write", at: path,
        remedy: "Check that the folder exists and may be written to, or choose another")
    }
    if temporary != nil, let replaced = FileStatus(target) {
      fchmod(file.descriptor, replaced.permissions & 0o777)
    }
  }

  deinit {
    discard()
  }

  /// Writes a whole file at once.
  package static func write(_ bytes: some Collection<UInt8>, to path: String) throws(AssayError) {
    let file = try AtomicFile(path: path)
    try file.write(bytes)
    try file.commit()
  }

  /// Adds bytes at the end.
  package func write(_ bytes: some Collection<UInt8>) throws(AssayError) {
    if bytes.count >= Self.bufferSize {
      try flush()
      try put(bytes)
    } else {
      pending.append(contentsOf: bytes)
      if pending.count >= Self.bufferSize { try flush() }
    }
  }

  /// Adds text as UTF-8 at the end.
  package func write(_ text: String) throws(AssayError) {
    try write(text.utf8)
  }

  /// Makes the file so many bytes long, all of them zero until `write(_:at:)` fills them.
  /// - Throws: `AssayError` also when the bytes go to a device or a pipe, which has no places.
  package func resize(to size: Int) throws(AssayError) {
    guard temporary != nil else {
      throw AssayError(
        "cannot be written piece by piece", at: Location(file: path),
        remedy: "Name a regular file")
    }
    try file?.resize(to: size)
  }

  /// Writes bytes at a place of a file that `resize` has made.
  package func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(AssayError) {
    try file?.write(bytes, at: offset)
  }

  /// Syncs the bytes to the disk and gives the file its name, replacing what stood there.
  package func commit() throws(AssayError) {
    try flush()
    guard let temporary else { return discard() }
    defer { discard() }
    try file?.sync()
    guard rename(temporary.path, target) == 0 else {
      throw .system("cannot write", at: path, remedy: Self.remedy)
    }
    file = nil
    self.temporary = nil
    // The rename itself must survive a power cut.
    try? Files.sync(Files.folder(of: target))
  }

  /// Removes the temporary file; nothing is left behind.
  package func discard() {
    guard file != nil else { return }
    file = nil
    if let temporary { unlink(temporary.path) }
    temporary = nil
  }

  private func flush() throws(AssayError) {
    guard !pending.isEmpty else { return }
    try put(pending)
    pending.removeAll(keepingCapacity: true)
  }

  private func put(_ bytes: some Collection<UInt8>) throws(AssayError) {
    try file?.write(bytes)
    written += bytes.count
    announce()
  }

  /// Has the disk start on what was written, so that `commit()` need not wait for all of it: Linux
  /// writes pages back before it lets go of them.
  private func announce() {
    #if os(Linux)
      guard let file, written - announced >= Self.announcedSize else { return }
      posix_fadvise(file.descriptor, announced, written - announced, POSIX_FADV_DONTNEED)
      announced = written
    #endif
  }

  /// Whether a file that is written to `path` takes the place of something: an empty file is no loss,
  /// and a device keeps nothing.
  package static func wouldReplace(_ path: String) -> Bool {
    guard let status = FileStatus(path), status.kind == .file, !isStream(path) else { return false }
    return status.size > 0
  }

  /// Whether what is written to `path` goes to a device, a pipe or the like, which has no files beside it.
  package static func isStream(_ path: String) -> Bool {
    guard let kind = FileStatus(path)?.kind else { return false }
    // /dev/stdout is written to like a device, whatever it was redirected to.
    let isAlias = path.hasPrefix("/dev/") || path.hasPrefix("/proc/")
    return kind != .folder && (kind != .file || isAlias)
  }

  /// The file that a link leads to; the path itself where there is none yet.
  private static func target(of path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
