// SPDX-License-Identifier: Apache-2.0

/// Texts as words of a command that somebody may copy to a shell.
package enum ShellWord {
  private static let plain = Set("%+,-./:=@_".utf8)

  /// The text as it is where a shell takes it for one word, else in single quotes.
  package static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      plain.contains(byte) || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
        || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte || byte >= 0x80
    }
    guard !isPlain || text.isEmpty else { return text }
    return "'" + text.replacing("'", with: #"'\''"#) + "'"
  }

  /// A call of this program, as somebody may copy it.
  /// - Parameter words: all but the program's name.
  package static func command(_ words: [String]) -> String {
    (["assay"] + words.map { quoted($0) }).joined(separator: " ")
  }
}
