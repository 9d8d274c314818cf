// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Training

#if canImport(Glibc)
  import Glibc
#endif

/// Keeps other processes from a folder; the kernel lets go of it however a process ends.
struct FolderLock {
  private let descriptor: Int32

  init(_ folder: String) throws(AssayError) {
    descriptor = open("\(folder)/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Files.failure("cannot write", folder) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw AssayError(
        "another process is fetching this model", at: Location(file: folder),
        remedy: "Wait for its end")
    }
  }

  func release() {
    close(descriptor)
  }
}
