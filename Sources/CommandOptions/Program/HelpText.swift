// SPDX-License-Identifier: Apache-2.0

import Foundation
import Reports

/// What `--help` prints, made to fit the terminal where the parser of arguments does not see to it.
package enum HelpText {
  private static let start = "USAGE: "

  /// The text with its line of usage broken before an option where it is too long.
  package static func fitted(_ text: String, width: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(start) ? usage(String($0), width: width) : String($0) }
      .joined(separator: "\n")
  }

  private static func usage(_ line: String, width: Int) -> String {
    let indent = String(repeating: " ", count: start.count)
    var lines = [""]
    for (index, part) in line.components(separatedBy: " [").enumerated() {
      let piece = index == 0 ? part : "[" + part
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = piece
      } else if TerminalWidth.of(last) + TerminalWidth.of(piece) + 1 <= width {
        lines[lines.count - 1] += " " + piece
      } else {
        lines.append(indent + piece)
      }
    }
    return lines.joined(separator: "\n")
  }
}
