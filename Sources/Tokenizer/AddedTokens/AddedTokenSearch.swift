// SPDX-License-Identifier: Apache-2.0

import Platform

/// Finds the names of added tokens in text, as tokenizers does: the first place, and there the longest
/// name; where that does not count, what it covers is text.
struct AddedTokenSearch: Sendable {
  struct Match: Equatable {
    /// What the token stands for, with the space that it takes.
    let range: Range<Int>
    let id: Int32
  }

  private let tokens: [AddedToken]
  private let trie: NameTrie

  /// - Parameter name: the bytes that stand for a token.
  init(_ tokens: [AddedToken], name: (AddedToken) -> [UInt8] = { Array($0.content.utf8) }) {
    self.tokens = tokens
    var trie = NameTrie()
    for (place, token) in tokens.enumerated() { trie.insert(name(token), value: Int32(place)) }
    self.trie = trie
  }

  var isEmpty: Bool { trie.starts.isEmpty }

  /// The first name at `start` or behind it; nil when there is none.
  func first(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Match? {
    var place = start
    while let next = nextStart(in: text, from: place) {
      guard let found = trie.longest(in: text, at: next) else {
        place = next + 1
        continue
      }
      let token = tokens[Int(found.value)]
      let range = next..<next + found.length
      if !token.isWholeWord || Self.isAlone(range, in: text) {
        return Match(range: widened(range, by: token, in: text, from: start), id: token.id)
      }
      place = range.upperBound
    }
    return nil
  }

  /// The first byte that a name may start with.
  private func nextStart(in text: UnsafeBufferPointer<UInt8>, from place: Int) -> Int? {
    guard let base = text.baseAddress else { return nil }
    guard trie.starts.count <= 2 else {
      return text[place...].firstIndex { trie.mayStart($0) }
    }
    var end = text.count
    for byte in trie.starts where place < end {
      guard let found = memchr(base + place, Int32(byte), end - place) else { continue }
      end = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - base
    }
    return end < text.count ? end : nil
  }

  private static func isAlone(_ range: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    if range.lowerBound > 0,
      isWord(CharacterReader.scalar(before: range.lowerBound, in: text).scalar)
    {
      return false
    }
    guard range.upperBound < text.count, let base = text.baseAddress else { return true }
    return !isWord(
      CharacterReader.scalar(at: base + range.upperBound, end: base + text.count).scalar)
  }

  private func widened(
    _ range: Range<Int>, by token: AddedToken, in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Range<Int> {
    var (first, end) = (range.lowerBound, range.upperBound)
    while token.stripsLeft, first > start {
      let before = CharacterReader.scalar(before: first, in: text)
      guard before.start >= start, CharacterReader.isWhiteSpace(before.scalar) else { break }
      first = before.start
    }
    while token.stripsRight, end < text.count, let base = text.baseAddress {
      let next = CharacterReader.scalar(at: base + end, end: base + text.count)
      guard CharacterReader.isWhiteSpace(next.scalar) else { break }
      end += next.length
    }
    return first..<end
  }

  private static func isWord(_ scalar: UInt32) -> Bool {
    CharacterTraits.shared.of(scalar) & CharacterTraits.word != 0
  }
}
