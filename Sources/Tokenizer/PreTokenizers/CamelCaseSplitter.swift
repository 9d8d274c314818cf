// SPDX-License-Identifier: Apache-2.0

/// Words that end where lower case goes over into upper case, by hand what the pattern of o200k_base
/// does; U and L are `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]` and `[\p{Ll}\p{Lm}\p{Lo}\p{M}]`:
/// `[^\r\n\p{L}\p{N}]?U*L+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\r\n\p{L}\p{N}]?U+L*(?i:...)?|\p{N}{1,3}|`
/// ` ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+`.
struct CamelCaseSplitter: WordSplitter {
  private let reader = SplitReader(takesSlashes: true)

  @inline(__always)
  func wordEnd(from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> UnsafePointer<UInt8>
  {
    guard end - start >= 8 else { return generalWordEnd(from: start, end: end) }
    let bytes = UnsafeRawPointer(start).loadUnaligned(as: UInt64.self).littleEndian
    let lead = bytes & 0xFF == 0x20 ? 1 : 0
    // A bit for every byte that is no ASCII letter in lower case, but for a space and a capital in front.
    let lower = ASCIILetters.mask(bytes) & (bytes << 2)
    var first = ~UInt64(0) << UInt64(8 * lead)
    if start[lead] &- 0x41 < 26 { first <<= 8 }
    let stops = ~lower & 0x8080_8080_8080_8080 & first
    let length = stops.trailingZeroBitCount >> 3
    let begin = first.trailingZeroBitCount >> 3
    guard length < 8, length > begin, isPlainEnd(start[length]) else {
      return generalWordEnd(from: start, end: end)
    }
    return start + length
  }

  /// Whether a byte ends letters in lower case, and there is nothing more to look at.
  @inline(__always)
  private func isPlainEnd(_ byte: UInt8) -> Bool {
    byte < 0x80 && byte != UInt8(ascii: "'")
  }

  @inline(never)
  private func generalWordEnd(from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> UnsafePointer<UInt8>
  {
    let (traits, length) = reader.character(at: start, end: end)
    let isLead =
      traits & (SplitTraits.letter | SplitTraits.number) == 0
      && !SplitReader.isLineEnd(start[0])
    // A mark may be what precedes the letters too, and gives the same end.
    let isInWord = traits & (SplitTraits.letter | SplitTraits.mark) != 0
    let word =
      isInWord || isLead
      ? lettersEnd(from: isInWord ? start : start + length, end: end) : nil
    guard let word else {
      return reader.otherEnd(from: start, end: end, traits: traits, length: length)
    }
    return reader.contractionEnd(from: word, end: end) ?? word
  }

  /// The end of `U*L+`, or else of `U+`; nil when no letter or mark is at `start`. `U*` takes all that it
  /// can and then gives back until `L+` finds something, which is the last character that is in both.
  private func lettersEnd(from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> UnsafePointer<UInt8>?
  {
    var position = start
    var lastInBoth: UnsafePointer<UInt8>?
    while position < end {
      let (traits, length) = reader.character(at: position, end: end)
      guard traits & (SplitTraits.letter | SplitTraits.mark) != 0 else { break }
      if traits & SplitTraits.lower != 0 { return lowerEnd(from: position, end: end) }
      position += length
      if traits & SplitTraits.upper == 0 { lastInBoth = position }
    }
    return lastInBoth ?? (position > start ? position : nil)
  }

  /// The end of `L*`.
  private func lowerEnd(from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> UnsafePointer<UInt8>
  {
    var position = start
    while position < end {
      let (traits, length) = reader.character(at: position, end: end)
      let isIn = traits & (SplitTraits.letter | SplitTraits.mark) != 0
      guard isIn, traits & SplitTraits.upper == 0 else { break }
      position += length
    }
    return position
  }
}
