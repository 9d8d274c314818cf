// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// What can be done with files and folders by their names. To write a file, use `AtomicFile`.
package enum Files {
  package static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }

  /// Whether there is a folder, or a link to one.
  package static func isFolder(_ path: String) -> Bool {
    FileStatus(path)?.kind == .folder
  }

  /// Whether there is a regular file, or a link to one.
  package static func isFile(_ path: String) -> Bool {
    FileStatus(path)?.kind == .file
  }

  /// The size of a file in bytes.
  package static func size(_ path: String) throws(AssayError) -> Int {
    guard let status = FileStatus(path) else {
      throw .system("cannot read", at: path, remedy: readingRemedy)
    }
    return status.size
  }

  /// The size of all files in a folder and the folders in it; what cannot be read counts nothing.
  package static func totalSize(of folder: String) -> Int {
    let names = (try? names(in: folder)) ?? []
    return names.reduce(0) { sum, name in
      let path = "\(folder)/\(name)"
      // A link may lead back to a folder that it stands in.
      let isOwnFolder = FileStatus(path, followsLinks: false)?.kind == .folder
      return sum + (isOwnFolder ? totalSize(of: path) : (try? size(path)) ?? 0)
    }
  }

  /// The one path of a file that may be called by many, also of one that is not there yet.
  package static func resolved(_ path: String) -> String {
    let isThere = exists(path)
    guard let real = realpath(isThere ? path : folder(of: path), nil) else { return path }
    defer { free(real) }
    let place = String(cString: real)
    return isThere ? place : "\(place)/\(name(of: path))"
  }

  /// The folder a path is in.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last name of a path; empty for the root, which has none.
  package static func name(of path: String) -> String {
    String(path.split(separator: "/").last ?? "")
  }

  /// The system's folder for files that are needed for a while.
  package static var temporaryFolder: String { Environment["TMPDIR"] ?? "/tmp" }

  /// The bytes of a file, from `offset` on, at most `limit` of them.
  package static func read(
    _ path: String, from offset: Int = 0, limit: Int = .max
  ) throws(AssayError) -> [UInt8] {
    let file = try OpenFile(path, for: .read)
    var bytes: [UInt8] = []
    // A stream has no places, and some files of the system no size.
    let hasPlaces = file.status?.kind == .file
    if hasPlaces { bytes.reserveCapacity(max(0, min(limit, Files.size(of: file) - offset))) }
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 64)
    defer { piece.deallocate() }
    while bytes.count < limit {
      let room = UnsafeMutableRawBufferPointer(rebasing: piece.prefix(limit - bytes.count))
      let count =
        hasPlaces
        ? try file.read(into: room, at: offset + bytes.count) : try file.read(into: room)
      guard count > 0 else { break }
      bytes.append(contentsOf: room.prefix(count))
    }
    return bytes
  }

  private static func size(of file: OpenFile) -> Int { file.status?.size ?? 0 }

  private static let readingRemedy = "Check the path and its permissions"
}

extension Files {
  /// The names in a folder, sorted; empty when there is no such folder.
  package static func names(in folder: String) throws(AssayError) -> [String] {
    guard let stream = opendir(folder) else {
      if errno == ENOENT { return [] }
      throw .system("cannot read the folder", at: folder, remedy: readingRemedy)
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

  /// The paths below a folder of all that is in it and in the folders in it, sorted. Links are named and
  /// not followed, as one may lead back to a folder that it stands in; what cannot be read is left out.
  package static func paths(below folder: String) -> [String] {
    var paths: [String] = []
    collect(&paths, below: folder, prefix: "")
    return paths.sorted()
  }

  private static func collect(_ paths: inout [String], below folder: String, prefix: String) {
    for name in (try? names(in: folder)) ?? [] {
      let path = "\(folder)/\(name)"
      paths.append(prefix + name)
      if FileStatus(path, followsLinks: false)?.kind == .folder {
        collect(&paths, below: path, prefix: "\(prefix)\(name)/")
      }
    }
  }

  /// Creates a folder and those above it; one that exists is fine.
  /// - Parameter permissions: of all folders that are created.
  package static func createFolder(
    _ path: String, permissions: UInt32 = 0o755,
    remedy: String = "Check the path, its permissions and the free space"
  ) throws(AssayError) {
    if mkdir(path, permissions) == 0 { return }
    let reason = SystemError.last
    if isFolder(path) { return }
    if reason.number == ENOENT, !path.isEmpty {
      try createFolder(folder(of: path), permissions: permissions, remedy: remedy)
      // Another process may have been faster.
      if mkdir(path, permissions) == 0 || isFolder(path) { return }
    }
    throw AssayError(
      "cannot create the folder: \(reason.reason)", at: Location(file: path), remedy: remedy)
  }

  /// Gives a file or folder another name on the same disk; a file of that name is replaced.
  package static func rename(
    _ path: String, to target: String, remedy: String? = nil
  ) throws(AssayError) {
    guard renamePath(path, target) == 0 else {
      throw .system(
        "cannot write", at: target,
        remedy: remedy ?? "Check the path, its permissions and the free space")
    }
  }

  /// Removes a file, or a folder with all in it; links are removed, not followed. What is not there
  /// is removed already.
  package static func remove(_ path: String) {
    guard FileStatus(path, followsLinks: false)?.kind == .folder else {
      unlink(path)
      return
    }
    for name in (try? names(in: path)) ?? [] { remove("\(path)/\(name)") }
    rmdir(path)
  }

  /// Removes a folder that holds nothing; another stays.
  package static func removeEmptyFolder(_ path: String) {
    rmdir(path)
  }

  /// Waits until a file's content, or a folder's list of names, is on the disk.
  package static func sync(_ path: String) throws(AssayError) {
    try OpenFile(path, for: .read, remedy: "Check the path and the free space").sync()
  }

  /// The bytes that the disk of a folder has left for this user; nil where that is not known.
  package static func freeSpace(in folder: String) -> Int? {
    var space = statvfs()
    guard statvfs(folder, &space) == 0 else { return nil }
    return Int(space.f_bavail) * Int(space.f_frsize)
  }

  /// Whether the names in a folder can be read, and the files behind them be looked at.
  package static func isReadableFolder(_ path: String) -> Bool {
    access(path, R_OK | X_OK) == 0
  }

  /// Whether files can be made in a folder.
  package static func isWritableFolder(_ path: String) -> Bool {
    access(path, W_OK | X_OK) == 0
  }
}

private func renamePath(_ path: String, _ target: String) -> Int32 {
  rename(path, target)
}
