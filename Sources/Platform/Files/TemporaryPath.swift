// SPDX-License-Identifier: Apache-2.0

import CPlatform

/// The name of a file, or of a folder with all in it, that a signal or the end of memory removes when
/// it ends the process. Whoever holds the value removes or renames what stands there before.
package final class TemporaryPath: Sendable {
  package let path: String
  private let place: Int32

  package init(_ path: String) {
    self.path = path
    place = assay_keep_temporary(path)
  }

  deinit { assay_forget_temporary(place) }

  /// A name beside a path that nobody else has.
  package static func beside(_ path: String, suffix: String) -> TemporaryPath {
    TemporaryPath("\(path).\(getpid()).\(UInt32.random(in: 0...(.max))).\(suffix)")
  }

  /// A name in the system's folder for temporary files that nobody else has.
  /// - Parameter purpose: a word for whoever finds it there.
  package static func temporary(for purpose: String, suffix: String = "") -> TemporaryPath {
    let number = UInt64.random(in: 0...(.max))
    return TemporaryPath("\(Files.temporaryFolder)/assay-\(purpose)-\(getpid())-\(number)\(suffix)")
  }
}
