// SPDX-License-Identifier: Apache-2.0

/// The three streams that a process is given.
package enum StandardStream: Int32, Sendable {
  case input = 0
  case output = 1
  case error = 2

  package var isTerminal: Bool { isatty(rawValue) == 1 }

  /// The columns of the terminal; nil where there is none.
  package var columns: Int? {
    var size = winsize()
    guard ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Writes all the bytes.
  /// - Returns: why that failed; nil when it did not.
  package func write(_ bytes: UnsafeRawBufferPointer) -> SystemError? {
    let count = transferred(bytes.count) { range in
      writeBytes(rawValue, bytes.baseAddress! + range.lowerBound, count: range.count)
    }
    return count == bytes.count ? nil : .last
  }

  /// Writes all the bytes.
  /// - Returns: why that failed; nil when it did not.
  package func write(_ bytes: [UInt8]) -> SystemError? {
    bytes.withUnsafeBytes { write($0) }
  }
}

extension SystemError {
  /// Nobody reads what is written any more.
  package var isBrokenPipe: Bool { number == EPIPE }
}
