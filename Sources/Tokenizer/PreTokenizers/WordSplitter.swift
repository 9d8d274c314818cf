// SPDX-License-Identifier: Apache-2.0

/// Cuts text into the words that are encoded one by one, by hand what a pattern of a tokenizer does.
///
/// Text is UTF-8; a byte that is not part of a valid sequence counts as a character of no class, so
/// that any bytes come back from decoding as they were.
protocol WordSplitter: Sendable {
  /// The end of the word that starts at `start`; `start < end`. Linear in the length of the word.
  func wordEnd(from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>
}

/// A splitter whose most frequent word is a run of letters, with a space in front or without.
protocol LetterRunSplitter: WordSplitter {
  /// The end of the letters that go on at `start`.
  func lettersEnd(from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> UnsafePointer<UInt8>

  /// The end of any word: the pattern's alternatives in their order.
  func generalWordEnd(from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> UnsafePointer<UInt8>
}

extension LetterRunSplitter {
  /// Looks at eight bytes at once; what is no plain word is left to `generalWordEnd`.
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
    return start[length] < 0x80 ? start + length : lettersEnd(from: start + length, end: end)
  }
}
