// SPDX-License-Identifier: Apache-2.0

/// A byte-pair encoding that starts from characters, or from bytes of which some have no token: what
/// SentencePiece's models and the first models of Hugging Face have.
struct CharacterPairs: TokenModel {
  /// What is done with a character that has no token.
  struct Fallback: Sendable {
    /// The ids of `<0x00>` to `<0xFF>`, where the model uses them.
    var bytes: ByteTokens?
    /// The id of what is unknown; nil leaves it out.
    var unknown: Int32?
    /// Whether several unknown characters in a row are one token.
    var fusesUnknown = false
  }

  /// What is put before a character within a word, and behind the last one, to look it up.
  struct Affixes: Sendable {
    var prefix: [UInt8] = []
    var suffix: [UInt8] = []
  }

  let index: TokenIndex
  let fallback: Fallback
  let affixes: Affixes
  /// Whether bytes, not characters, are looked up.
  let isByteLevel: Bool
  /// Whether a word that is a token is not merged.
  let ignoresMerges: Bool

  func encode(
    _ word: UnsafePointer<UInt8>, count: Int, to out: UnsafeMutablePointer<Int32>,
    merger: BytePairMerger
  ) -> Int {
    if ignoresMerges, let id = index.find(word, count: count) {
      out[0] = id
      return 1
    }
    return merger.merge(out, count: firstIDs(of: word, count: count, to: out))
  }

  private func firstIDs(
    of word: UnsafePointer<UInt8>, count: Int, to out: UnsafeMutablePointer<Int32>
  ) -> Int {
    var written = 0
    var place = 0
    var followsUnknown = false
    while place < count {
      let length =
        isByteLevel
        ? 1 : CharacterReader.scalar(at: word + place, end: word + count).length
      let isFirst = place == 0
      let isLast = place + length == count
      if let id = find(word + place, count: length, isFirst: isFirst, isLast: isLast) {
        out[written] = id
        written += 1
        followsUnknown = false
      } else if let bytes = fallback.bytes, bytes.write(word + place, length, to: out + written) {
        written += length
        followsUnknown = false
      } else if let unknown = fallback.unknown {
        if !(followsUnknown && fallback.fusesUnknown) {
          out[written] = unknown
          written += 1
        }
        followsUnknown = true
      }
      place += length
    }
    return written
  }

  @inline(__always)
  private func find(
    _ character: UnsafePointer<UInt8>, count: Int, isFirst: Bool, isLast: Bool
  ) -> Int32? {
    let prefix = isFirst ? [] : affixes.prefix
    let suffix = isLast ? affixes.suffix : []
    if prefix.isEmpty, suffix.isEmpty { return index.find(character, count: count) }
    let name = prefix + UnsafeBufferPointer(start: character, count: count) + suffix
    return name.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { index.find($0, count: buffer.count) }
    }
  }
}
