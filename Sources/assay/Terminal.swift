// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
  import Glibc
#endif

/// Where text goes: results to standard output, everything else to standard error.
enum Terminal {
  /// Whether standard output is a terminal.
  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether standard error is a terminal.
  static var errorsAreTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// The columns of the terminal; 100 where there is none.
  static var width: Int {
    var size = winsize()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return isKnown ? max(20, Int(size.ws_col)) : 100
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
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }
}
