// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// A lock between processes, held by a file as long as the value lives. The system lets go of it when
/// its holder dies, however it dies.
package final class FileLock: Sendable {
  private let file: OpenFile

  /// Takes the lock; nil when another holds it.
  /// - Parameter path: a file that is made where it is missing. It may stay behind.
  /// - Throws: `AssayError` when the file cannot be made or locked.
  package init?(path: String, permissions: UInt32 = 0o644) throws(AssayError) {
    file = try OpenFile(path, for: .update(permissions: permissions))
    if flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 { return }
    guard errno == EWOULDBLOCK else { throw .system("cannot lock", at: path) }
    return nil
  }
}
