// SPDX-License-Identifier: Apache-2.0

/// Text broken into lines between its words.
package enum WrappedText {
  /// Lines of at most `width` terminal columns, where words allow it; each starts with `indent`.
  package static func lines(_ text: String, indent: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = indent
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if TerminalWidth.of(line) + TerminalWidth.of(word) + 1 > width && line.count > indent.count {
        lines.append(line)
        line = indent
      }
      line += (line.count > indent.count ? " " : "") + word
    }
    return lines + [line]
  }
}
