// SPDX-License-Identifier: Apache-2.0

/// Words of letters of any case, by hand what the patterns of cl100k_base, Llama 3 and Qwen do:
/// `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|`
/// `\s*[\r\n]+|\s+(?!\S)|\s+`, with the differences that `SplitReader` takes.
struct LetterSplitter: LetterRunSplitter {
  private let reader: SplitReader

  init(_ reader: SplitReader) {
    self.reader = reader
  }

  @inline(never)
  func lettersEnd(from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> UnsafePointer<UInt8>
  {
    reader.run(of: reader.letters, from: ASCIILetters.end(from: start, end: end), end: end)
  }

  /// The end of any word: the pattern's alternatives in their order.
  @inline(never)
  func generalWordEnd(from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
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
