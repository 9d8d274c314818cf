// SPDX-License-Identifier: Apache-2.0

/// Text broken into lines between its words.
package enum WrappedText {
  /// Lines of at most `width` terminal columns, where words allow it; each starts with `indent`.
  package static func lines(_ text: String, indent: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = indent
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if TerminalWidth.of(line) + TerminalWidth.of(word) + 1 > width && line.count > indent.count {
        lines.append(String(line.reversed().drop { $0 == " " }.reversed()))
        line = indent
      }
      line += (line.count > indent.count ? " " : "") + word
    }
    return lines + [line]
  }

  /// A line that is too long broken between its words; what follows stands under its first word, behind
  /// the label or the space that the line begins with.
  package static func hanging(_ line: String, width: Int) -> [String] {
    guard TerminalWidth.of(line) > width else { return [line] }
    let start = textStart(of: line)
    let indent = String(repeating: " ", count: TerminalWidth.of(line[..<start]))
    var lines = lines(String(line[start...]), indent: indent, width: width)
    lines[0] = String(line[..<start] + lines[0].dropFirst(indent.count))
    return lines
  }

  /// A command that is too long for a terminal, broken between its words and before an option where that
  /// can be: with a backslash at the end of each line but the last it can be copied as it stands.
  package static func command(_ line: String, width: Int) -> [String] {
    guard TerminalWidth.of(line) > width else { return [line] }
    var lines: [String] = []
    var current = ""
    for piece in pieces(of: line) {
      let room = width - continuation.count
      if !current.isEmpty, TerminalWidth.of(current) + TerminalWidth.of(piece) + 1 > room {
        lines.append(current + continuation)
        current = commandIndent + piece
      } else {
        current += (current.isEmpty ? "" : " ") + piece
      }
    }
    return lines + [current]
  }

  private static let continuation = " \\"
  private static let commandIndent = "  "

  /// The words of a command, those in quotes whole, and an option together with its value.
  private static func pieces(of command: String) -> [String] {
    var words: [String] = []
    var isQuoted = false
    for part in command.split(separator: " ", omittingEmptySubsequences: false) {
      if isQuoted { words[words.count - 1] += " " + part } else { words.append(String(part)) }
      // A quote behind a backslash is one of the text.
      let quotes = part.replacing("\\'", with: "").count { $0 == "'" }
      if !quotes.isMultiple(of: 2) { isQuoted.toggle() }
    }
    var pieces: [String] = []
    var takesValue = false
    for word in words {
      let isOption = word.hasPrefix("-") && word.count > 1
      if takesValue && !isOption {
        pieces[pieces.count - 1] += " " + word
      } else {
        pieces.append(word)
      }
      takesValue = isOption
    }
    return pieces
  }

  /// Where the text begins behind a label that two spaces or more part from it.
  private static func textStart(of line: String) -> String.Index {
    let places = line.indices.prefix(mostLabel + 1)
    let start = zip(places.dropFirst(2), zip(places, places.dropFirst())).first { place, before in
      line[place] != " " && line[before.0] == " " && line[before.1] == " "
    }
    return start?.0 ?? line.startIndex
  }

  private static let mostLabel = 16
}
