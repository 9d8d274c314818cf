// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Platform

/// A file that is being received. Unless it is kept, nothing is left of it.
package final class UploadFile {
  package let path: String
  package private(set) var byteCount = 0
  private let file: OpenFile
  private var isKept = false

  package init(path: String) throws(AssayError) {
    self.path = path
    file = try OpenFile(
      path, for: .create(permissions: 0o600), failure: "cannot keep the upload",
      remedy: "Free some space on the disk of the data folder")
  }

  deinit {
    if !isKept { Files.remove(path) }
  }

  package func write(_ bytes: ArraySlice<UInt8>) throws(AssayError) {
    try file.write(bytes)
    byteCount += bytes.count
  }

  /// Adds a file of the disk, and brings all bytes to the disk.
  package func copy(_ source: String) throws(AssayError) {
    guard let status = FileStatus(source) else {
      throw .system(
        "cannot read", at: source, remedy: "Give a file, or the id of one that is in the store")
    }
    while byteCount < status.size {
      let piece = try Files.read(source, from: byteCount, limit: 1 << 20)
      guard !piece.isEmpty else { break }
      try write(piece[...])
    }
    try sync()
  }

  /// Brings all bytes to the disk.
  package func sync() throws(AssayError) {
    try file.sync()
  }

  /// The file was moved to its place, and must not be removed.
  package func keep() {
    isKept = true
  }
}
