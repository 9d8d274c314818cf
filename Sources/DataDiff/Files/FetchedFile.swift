// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
import Workflows

/// A side of a difference as a file that can be read again and again. What git or standard input gave
/// stands in a folder that goes with the value.
final class FetchedFile {
  let file: DataFile
  private let folder: TemporaryPath?

  init(_ revision: DataRevision) throws(AssayError) {
    guard revision.revision != nil || revision.path == "-" else {
      file = DataFile(revision.path)
      folder = nil
      return
    }
    let folder = TemporaryPath.temporary(for: "diff")
    self.folder = folder
    try Files.createFolder(folder.path, permissions: 0o700)
    // The name of the file says what its format is.
    let name = revision.path == "-" ? "input" : Files.name(of: revision.path)
    let copy = "\(folder.path)/\(name)"
    file = DataFile(name: revision.name, at: copy)
    if let commit = revision.revision {
      try GitBlob(commit, revision.path).copy(to: copy)
    } else {
      try Self.copyStandardInput(to: copy)
    }
  }

  deinit {
    if let folder { Files.remove(folder.path) }
  }

  private static func copyStandardInput(to path: String) throws(AssayError) {
    let input = try OpenFile.input("-")
    let copy = try AtomicFile(path: path)
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 64)
    defer { piece.deallocate() }
    while true {
      let count = try input.read(into: piece)
      if count == 0 { return try copy.commit() }
      try copy.write(UnsafeRawBufferPointer(rebasing: piece[..<count]))
    }
  }
}
