// SPDX-License-Identifier: Apache-2.0

import Platform

/// Finds the names of added tokens in text, as transformers does: the first place, and there the
/// longest name.
struct AddedTokenSearch: Sendable {
  private struct Name {
    let bytes: [UInt8]
    let token: AddedToken
  }

  struct Match: Equatable {
    /// What the token stands for, with the space that it takes.
    let range: Range<Int>
    let id: Int32
  }

  /// By their first byte, the longest first.
  private let names: [UInt8: [Name]]

  init(_ tokens: [AddedToken]) {
    let all = tokens.map { Name(bytes: Array($0.content.utf8), token: $0) }
      .filter { !$0.bytes.isEmpty }
      .sorted { $0.bytes.count > $1.bytes.count }
    names = Dictionary(grouping: all) { $0.bytes[0] }
  }

  /// The first name at `start` or behind it; nil when there is none.
  func first(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Match? {
    var place = start
    while let next = nextStart(in: text, from: place) {
      if let name = name(in: text, at: next) {
        return Match(range: range(of: name, at: next, in: text, from: start), id: name.token.id)
      }
      place = next + 1
    }
    return nil
  }

  /// The first byte that a name may start with.
  private func nextStart(in text: UnsafeBufferPointer<UInt8>, from place: Int) -> Int? {
    guard let base = text.baseAddress else { return nil }
    var end = text.count
    for byte in names.keys where place < end {
      guard let found = memchr(base + place, Int32(byte), end - place) else { continue }
      end = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - base
    }
    return end < text.count ? end : nil
  }

  private func name(in text: UnsafeBufferPointer<UInt8>, at place: Int) -> Name? {
    names[text[place]]?.first { name in
      let end = place + name.bytes.count
      guard end <= text.count, text[place..<end].elementsEqual(name.bytes) else { return false }
      guard name.token.isWholeWord else { return true }
      return !(place > 0 && Self.isWordPart(text[place - 1]))
        && !(end < text.count && Self.isWordPart(text[end]))
    }
  }

  private func range(
    of name: Name, at place: Int, in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Range<Int> {
    var (first, end) = (place, place + name.bytes.count)
    while name.token.stripsLeft, first > start, Self.isSpace(text[first - 1]) { first -= 1 }
    while name.token.stripsRight, end < text.count, Self.isSpace(text[end]) { end += 1 }
    return first..<end
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// Letters of other scripts than Latin's have no byte of ASCII.
  private static func isWordPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}
