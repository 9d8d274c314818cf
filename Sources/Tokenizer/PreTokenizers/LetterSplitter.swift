// SPDX-License-Identifier: Apache-2.0

/// Words of letters of any case, by hand what the patterns of cl100k_base, Llama 3 and Qwen do:
/// `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|`
/// `\s*[\r\n]+|\s+(?!\S)|\s+`, with the differences that `SplitReader` takes.
struct LetterSplitter: WordSplitter {
  private let reader: SplitReader

  init(_ reader: SplitReader) {
    self.reader = reader
  }

  @inline(__always)
  func wordEnd(from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> UnsafePointer<UInt8>
  {
    guard end - start >= 8 else { return generalWordEnd(from: start, end: end) }
    let bytes = UnsafeRawPointer(start).loadUnaligned(as: UInt64.self).littleEndian
    let lead = bytes & 0xFF == 0x20 ? 1 : 0
    // A bit for every byte that is no ASCII letter; the space in front is part of the word.
    let stops = ~ASCIILetters.mask(bytes) & 0x8080_8080_8080_8080 & (lead == 1 ? ~0xFF : ~0)
    let length = stops.trailingZeroBitCount >> 3
    if length == 8 { return lettersEnd(from: start + 8, end: end) }
    guard length > lead else { return generalWordEnd(from: start, end: end) }
    if start[length] < 0x80 { return start + length }
    return reader.run(of: reader.letters, from: start + length, end: end)
  }

  @inline(never)
  private func lettersEnd(from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> UnsafePointer<UInt8>
  {
    reader.run(of: reader.letters, from: ASCIILetters.end(from: start, end: end), end: end)
  }

  /// The end of any word: the pattern's alternatives in their order.
  @inline(never)
  private func generalWordEnd(from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> UnsafePointer<UInt8>
  {
    if let word = reader.contractionEnd(from: start, end: end) { return word }
    let (traits, length) = reader.character(at: start, end: end)
    if traits & reader.letters != 0, traits & SplitTraits.mark == 0 {
      return lettersEnd(from: start + length, end: end)
    }
    let isLead =
      traits & (SplitTraits.letter | SplitTraits.number) == 0
      && !SplitReader.isLineEnd(start[0])
    if isLead {
      let word = lettersEnd(from: start + length, end: end)
      if word > start + length || traits & reader.letters != 0 { return word }
    }
    return reader.otherEnd(from: start, end: end, traits: traits, length: length)
  }
}
