// SPDX-License-Identifier: Apache-2.0

/// The terminal of standard input while it gives each key at once and shows none by itself. Goes back
/// to what it was when the value goes.
package final class RawTerminal {
  private let before: termios

  /// Nil where standard input is no terminal.
  package init?() {
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
    before = settings
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    settings.c_iflag &= ~tcflag_t(IXON | ICRNL)
    // A read ends after a fifth of a second without a key, so that others get their turn.
    withUnsafeMutableBytes(of: &settings.c_cc) { characters in
      characters[Int(VMIN)] = 0
      characters[Int(VTIME)] = 2
    }
    guard tcsetattr(STDIN_FILENO, TCSADRAIN, &settings) == 0 else { return nil }
  }

  deinit {
    var settings = before
    tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
  }

  /// The bytes of the keys that were pressed; empty when none was for a while.
  /// - Returns: nil when the terminal is gone.
  package func read() -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = uninterrupted { readKeys(&bytes, bytes.count) }
    guard count >= 0, StandardStream.input.isTerminal else { return nil }
    return Array(bytes.prefix(count))
  }
}

extension StandardStream {
  /// The lines of the terminal; nil where there is none.
  package var lines: Int? {
    var size = winsize()
    guard ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return nil }
    return Int(size.ws_row)
  }
}

private func readKeys(_ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(STDIN_FILENO, bytes, count)
}
