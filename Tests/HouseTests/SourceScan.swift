// SPDX-License-Identifier: Apache-2.0

/// The names in a Swift source: the types that it declares at its top level, and the capitalized
/// names that it uses. Comments and texts are passed over.
struct SourceScan {
  private(set) var declared: Set<String> = []
  private(set) var used: Set<String> = []
  private(set) var imported: Set<String> = []

  private static let declaring: Set<String> = [
    "struct", "class", "enum", "protocol", "actor", "typealias",
  ]

  init(_ text: String) {
    var scanner = Scanner(text)
    var depth = 0
    var previous = ["", ""]
    while let token = scanner.next() {
      switch token {
      case "{": depth += 1
      case "}": depth -= 1
      default: note(token, after: previous, isTopLevel: depth == 0)
      }
      previous = [previous[1], token]
    }
  }

  /// Types that are private to their file are nobody else's concern.
  private mutating func note(_ name: String, after previous: [String], isTopLevel: Bool) {
    if previous[1] == "import" { imported.insert(name) }
    guard let first = name.utf8.first, (0x41...0x5A).contains(first) else { return }
    if isTopLevel, Self.declaring.contains(previous[1]),
      !["private", "fileprivate"].contains(previous[0])
    {
      declared.insert(name)
    }
    used.insert(name)
  }

  /// Cuts a source into names and braces.
  private struct Scanner {
    private let bytes: [UInt8]
    private var place = 0
    /// A text whose expression is being read: the parentheses open in it, and how the text ends.
    private var open: [(parentheses: Int, end: TextEnd)] = []

    /// How a text ends: quotes, and the number signs of a raw one.
    private struct TextEnd {
      let quotes: Int
      let signs: Int
    }

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func next() -> String? {
      while place < bytes.count {
        let byte = bytes[place]
        if byte == UInt8(ascii: "/"), peek(1) == byte {
          skipLine()
        } else if byte == UInt8(ascii: "\"") {
          beginText(signs: 0)
        } else if byte == UInt8(ascii: "#"), let signs = signsBeforeText() {
          place += signs
          beginText(signs: signs)
        } else if Self.isLetter(byte) {
          return name()
        } else {
          place += 1
          if byte == UInt8(ascii: "{") { return "{" }
          if byte == UInt8(ascii: "}") { return "}" }
          count(byte)
        }
      }
      return nil
    }

    private func signsBeforeText() -> Int? {
      var count = 0
      while peek(count) == UInt8(ascii: "#") { count += 1 }
      return peek(count) == UInt8(ascii: "\"") ? count : nil
    }

    private func peek(_ ahead: Int) -> UInt8? {
      place + ahead < bytes.count ? bytes[place + ahead] : nil
    }

    private mutating func skipLine() {
      while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
    }

    private mutating func name() -> String {
      let start = place
      while place < bytes.count, Self.isLetter(bytes[place]) || Self.isDigit(bytes[place]) {
        place += 1
      }
      return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func beginText(signs: Int) {
      let isLong = peek(1) == UInt8(ascii: "\"") && peek(2) == UInt8(ascii: "\"")
      place += isLong ? 3 : 1
      skipText(to: TextEnd(quotes: isLong ? 3 : 1, signs: signs))
    }

    /// Goes to the end of a text, or into an expression inside it.
    private mutating func skipText(to end: TextEnd) {
      while place < bytes.count {
        if bytes[place] == UInt8(ascii: "\\"), follow(UInt8(ascii: "#"), end.signs, after: 1) {
          place += end.signs + 2
          guard bytes[min(place - 1, bytes.count - 1)] == UInt8(ascii: "(") else { continue }
          return open.append((1, end))
        }
        if follow(UInt8(ascii: "\""), end.quotes, after: 0),
          follow(UInt8(ascii: "#"), end.signs, after: end.quotes)
        {
          place += end.quotes + end.signs
          return
        }
        place += 1
      }
    }

    /// Whether so many of a byte follow.
    private func follow(_ byte: UInt8, _ count: Int, after start: Int) -> Bool {
      (0..<count).allSatisfy { peek(start + $0) == byte }
    }

    /// Follows the parentheses of an expression inside a text back to the text.
    private mutating func count(_ byte: UInt8) {
      guard let last = open.indices.last else { return }
      if byte == UInt8(ascii: "(") { open[last].parentheses += 1 }
      guard byte == UInt8(ascii: ")") else { return }
      open[last].parentheses -= 1
      if open[last].parentheses == 0 { skipText(to: open.removeLast().end) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
      (0x41...0x5A).contains(byte & 0xDF) || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  }
}
