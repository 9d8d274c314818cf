// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// The first bytes of a text, behind its byte-order mark.
struct TextHead {
  let bytes: ArraySlice<UInt8>
  /// Whether the text goes on behind them.
  let isCut: Bool

  init(_ start: [UInt8], isCut: Bool) {
    var bytes = start[...]
    while bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    self.bytes = bytes
    self.isCut = isCut
  }

  /// The first byte that is not white space.
  var firstByte: UInt8? { bytes.first { !Self.isSpace($0) } }

  /// The whole lines that are not blank, without their line breaks.
  func lines(atMost count: Int) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var rest = bytes
    while lines.count < count, let end = rest.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
      let line = rest[..<end]
      if !line.allSatisfy(Self.isSpace) { lines.append(line) }
      rest = rest[(end + 1)...]
    }
    if !isCut, lines.count < count, !rest.allSatisfy(Self.isSpace) { lines.append(rest) }
    return lines
  }

  /// The lines in which words may stand before the rows.
  private static let introduction = 10

  /// The first code fence of Markdown near the start, and its line, counted from 1.
  var fence: (text: String, line: Int)? {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.prefix(Self.introduction).enumerated() {
      let text = String(decoding: line.prefix { $0 != 0x0D }, as: UTF8.self)
      if text.hasPrefix("```") || text.hasPrefix("~~~") { return (text, index + 1) }
    }
    return nil
  }

  /// The line, counted from 1, on which git opens a conflict that was not settled.
  var conflict: Int? {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .firstIndex { MergeConflict.opens($0) }.map { $0 + 1 }
  }

  /// Whether the text starts as lists and mappings of YAML do, such as `- prompt: a`.
  var isYAML: Bool {
    guard let first = lines(atMost: 1).first else { return false }
    var line = String(decoding: first, as: UTF8.self)[...]
    if line == "---" { return true }
    let isItem = line.hasPrefix("- ")
    if isItem { line = line.dropFirst(2) }
    let key = line.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    let rest = line.dropFirst(key.count)
    return !key.isEmpty && (rest == ":" || rest.hasPrefix(": "))
  }

  /// Whether the text starts with these characters, white space between them left out.
  func starts(with characters: String) -> Bool {
    var wanted = characters.utf8.makeIterator()
    guard var next = wanted.next() else { return true }
    for byte in bytes where !Self.isSpace(byte) {
      guard byte == next else { return false }
      guard let following = wanted.next() else { return true }
      next = following
    }
    return false
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
