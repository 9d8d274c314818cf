// SPDX-License-Identifier: Apache-2.0

/// A pattern of paths: `*` and `?` stand for characters of one name, `[a-c]` for one of some, `**`
/// for any folders. A pattern without a slash is about the last name of a path.
package struct FilePattern: Sendable, Equatable {
  package let text: String
  private let parts: [[Character]]

  package init(_ text: String) {
    self.text = text
    let plain = text.hasPrefix("./") ? text.dropFirst(2) : text[...]
    let isName = !plain.dropLast().contains("/")
    parts =
      (isName ? [["*", "*"]] : [])
      + plain.split(separator: "/").map(Array.init)
  }

  /// Whether a text has any of the signs that make it a pattern.
  package static func isPattern(_ text: String) -> Bool {
    text.contains { "*?[".contains($0) }
  }

  /// Whether a path, relative to the folder of whoever wrote the pattern, is meant.
  package func matches(_ path: String) -> Bool {
    let plain = path.hasPrefix("./") ? path.dropFirst(2) : path[...]
    return Self.match(parts[...], plain.split(separator: "/").map(Array.init)[...])
  }

  private static func match(
    _ parts: ArraySlice<[Character]>, _ names: ArraySlice<[Character]>
  ) -> Bool {
    guard let part = parts.first else { return names.isEmpty }
    if part == ["*", "*"] {
      return (names.startIndex...names.endIndex).contains {
        match(parts.dropFirst(), names[$0...])
      }
    }
    guard let name = names.first, matchName(part, name) else { return false }
    return match(parts.dropFirst(), names.dropFirst())
  }

  /// Goes back to the last `*` only, so that the time is at most the product of the lengths.
  private static func matchName(_ pattern: [Character], _ name: [Character]) -> Bool {
    var (sign, letter) = (0, 0)
    var retry: (sign: Int, letter: Int)?
    while letter < name.count {
      if sign < pattern.count, pattern[sign] == "*" {
        retry = (sign + 1, letter)
        sign += 1
      } else if let width = signWidth(pattern, sign, letter: name[letter]) {
        sign += width
        letter += 1
      } else if let last = retry {
        retry = (last.sign, last.letter + 1)
        (sign, letter) = (last.sign, last.letter + 1)
      } else {
        return false
      }
    }
    return pattern[sign...].allSatisfy { $0 == "*" }
  }

  /// How many characters of the pattern stand for the letter; nil when they do not.
  private static func signWidth(_ pattern: [Character], _ at: Int, letter: Character) -> Int? {
    guard at < pattern.count else { return nil }
    if pattern[at] == "?" { return 1 }
    guard pattern[at] == "[", let end = pattern[(at + 1)...].firstIndex(of: "]"), end > at + 1
    else { return pattern[at] == letter ? 1 : nil }
    var set = pattern[(at + 1)..<end]
    let isNegated = set.first == "!"
    if isNegated { set = set.dropFirst() }
    return contains(Array(set), letter) != isNegated ? end - at + 1 : nil
  }

  private static func contains(_ set: [Character], _ letter: Character) -> Bool {
    for index in set.indices {
      if set[index] == letter { return true }
      if set[index] == "-", index > 0, index + 1 < set.count,
        set[index - 1] < set[index + 1], (set[index - 1]...set[index + 1]).contains(letter)
      {
        return true
      }
    }
    return false
  }
}
