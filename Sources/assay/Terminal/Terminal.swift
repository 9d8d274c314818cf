// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Where text goes: results to standard output, everything else to standard error.
enum Terminal {
  /// Whether standard output is a terminal.
  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether standard error is a terminal.
  static var errorsAreTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// The columns that the variable COLUMNS names, or those of the terminal; 100 where there is none.
  static var width: Int {
    if let named = getenv("COLUMNS").flatMap({ Int(String(cString: $0)) }), named > 0 {
      return max(20, named)
    }
    var size = winsize()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return isKnown ? max(20, Int(size.ws_col)) : 100
  }

  /// Why a result could not be written; 0: all of them were.
  private static let lost = Atomic<Int32>(0)

  /// - Throws: `AssayError` when a result could not be written. A reader that wanted no more of them
  ///   is no fault.
  static func requireWrittenResults() throws(AssayError) {
    let reason = lost.load(ordering: .relaxed)
    guard reason != 0, reason != EPIPE else { return }
    throw AssayError(
      "cannot write: \(String(cString: strerror(reason)))", at: Location(file: "standard output"),
      remedy: "Free some space or choose another place")
  }

  /// Writes a line to standard error.
  static func printError(_ line: String) {
    write(line + "\n", to: STDERR_FILENO)
  }

  /// Writes text as it is to standard error.
  static func printPartialError(_ text: String) {
    write(text, to: STDERR_FILENO)
  }

  /// Writes text as it is to standard output.
  static func printResult(_ text: String) {
    write(text, to: STDOUT_FILENO)
  }

  /// Writes bytes as they are to standard output.
  static func printResult(_ bytes: [UInt8]) {
    write(bytes, to: STDOUT_FILENO)
  }

  private static func write(_ text: String, to descriptor: Int32) {
    write(Array(text.utf8), to: descriptor)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var bytes = bytes[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else {
        if descriptor == STDOUT_FILENO { lost.store(errno, ordering: .relaxed) }
        return
      }
      bytes = bytes.dropFirst(written)
    }
  }
}
