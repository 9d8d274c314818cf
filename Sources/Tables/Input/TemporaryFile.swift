// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A file that has no name and goes when it is closed.
enum TemporaryFile {
  /// The descriptor of a new one in `TMPDIR` or `/tmp`; nil with `errno` when that fails.
  static func open() -> Int32? {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/assay-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { return nil }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
    return descriptor
  }
}
