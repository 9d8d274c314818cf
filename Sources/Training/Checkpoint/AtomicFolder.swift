// SPDX-License-Identifier: Apache-2.0

package import AssayCore

#if canImport(Glibc)
  import Glibc
#endif

/// A folder that appears whole or not at all: files go to a folder beside it, which is synced to
/// the disk and renamed by `commit()`. Without a commit it is removed.
package final class AtomicFolder {
  /// Where the folder will stand.
  package let path: String
  /// Where to write its files until then.
  package let temporaryPath: String
  private var isOpen = true
  private static let suffix = ".partial"

  /// Creates the temporary folder. One that a killed run left under the same name is removed.
  /// - Throws: `AssayError` when the folder above cannot be written.
  package init(path: String) throws(AssayError) {
    self.path = path
    temporaryPath = path + Self.suffix
    Files.remove(temporaryPath)
    try Files.createFolder(temporaryPath)
  }

  deinit {
    if isOpen { Files.remove(temporaryPath) }
  }

  /// Syncs all files and gives the folder its name, replacing what stood there.
  package func commit() throws(AssayError) {
    for name in try Files.names(in: temporaryPath) { try Files.sync("\(temporaryPath)/\(name)") }
    try Files.sync(temporaryPath)
    Files.remove(path)
    guard rename(temporaryPath, path) == 0 else { throw Files.failure("cannot write", path) }
    isOpen = false
    try Files.sync(Files.folder(of: path))
  }
}
