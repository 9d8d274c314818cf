// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
import Synchronization

/// Copies of what comes through standard input or a pipe of the shell. It comes once, and a command may
/// open it more than once: to lint the rows, and to train on them.
enum PipedInput {
  private struct Identity: Hashable {
    let device: UInt64
    let node: UInt64
  }

  private static let copies = Mutex<[Identity: OpenFile]>([:])

  /// Whether a path leads to something that this process has open already, so that each opening of it
  /// takes what the one before has left.
  static func isMeant(by path: String) -> Bool {
    path == "-" || path.hasPrefix("/dev/")
  }

  /// The copy that was made before, or the one that is made now.
  static func copy(
    _ status: FileStatus, makeCopy: () throws(AssayError) -> OpenFile
  ) throws(AssayError) -> OpenFile {
    let identity = Identity(device: status.device, node: status.node)
    return try copies.withLock { copies throws(AssayError) in
      if let known = copies[identity] { return known }
      let copy = try makeCopy()
      copies[identity] = copy
      return copy
    }
  }
}
