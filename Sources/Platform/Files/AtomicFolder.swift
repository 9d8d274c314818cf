// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CPlatform

/// A folder that appears whole or not at all: files go to a folder beside it, which is synced to
/// the disk and takes the place of `path` by `commit()`. Without a commit it is removed, also when a
/// signal ends the process.
package final class AtomicFolder {
  /// Where the folder will stand.
  package let path: String
  /// Where to write its files until then.
  package var temporaryPath: String { temporary.path }
  private let temporary: TemporaryPath
  private var isOpen = true
  /// The end of the name of each temporary folder.
  package static let suffix = "partial"

  /// Creates the temporary folder, under a name that nothing else has.
  /// - Throws: `AssayError` when the folder above cannot be written.
  package init(path: String) throws(AssayError) {
    self.path = path
    temporary = .beside(path, suffix: Self.suffix)
    try Files.createFolder(temporaryPath)
  }

  deinit {
    if isOpen { Files.remove(temporaryPath) }
  }

  /// Syncs all files and gives the folder its name; what stood there is removed.
  package func commit() throws(AssayError) {
    try Self.syncAll(temporaryPath)
    if Files.exists(path) {
      try replace()
      // What stood at `path`, where the two were exchanged.
      Files.remove(temporaryPath)
    } else {
      try Files.rename(temporaryPath, to: path)
    }
    isOpen = false
    try Files.sync(Files.folder(of: path))
  }

  /// Exchanges the two names, so that at any moment a whole folder stands at `path`.
  private func replace() throws(AssayError) {
    if assay_exchange(temporaryPath, path) == 0 { return }
    // Not every file system can do that.
    Files.remove(path)
    try Files.rename(temporaryPath, to: path)
  }

  private static func syncAll(_ folder: String) throws(AssayError) {
    for name in try Files.names(in: folder) {
      let member = "\(folder)/\(name)"
      if FileStatus(member, followsLinks: false)?.kind == .folder {
        try syncAll(member)
      } else {
        try Files.sync(member)
      }
    }
    try Files.sync(folder)
  }
}
