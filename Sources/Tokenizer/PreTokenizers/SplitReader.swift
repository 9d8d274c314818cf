// SPDX-License-Identifier: Apache-2.0

/// Reads characters with what the splitters after GPT-2's know of them, and the parts of their
/// patterns that they share.
struct SplitReader: Sendable {
  nonisolated(unsafe) private let classes: UnsafePointer<UInt8>
  private let classCount: UInt32
  /// What a word of letters is made of: letters, or letters and marks.
  let letters: UInt8
  /// The most digits of a word.
  private let mostDigits: Int
  /// Whether white space that ends the text is one word, with its line ends.
  private let endsWithWhiteSpace: Bool
  /// What goes with the line ends behind signs.
  private let takesSlashes: Bool

  init(
    letters: UInt8 = SplitTraits.letter, mostDigits: Int = 3, endsWithWhiteSpace: Bool = false,
    takesSlashes: Bool = false
  ) {
    classes = CharacterClassTable.split.classes
    classCount = CharacterClassTable.split.count
    self.letters = letters
    self.mostDigits = mostDigits
    self.endsWithWhiteSpace = endsWithWhiteSpace
    self.takesSlashes = takesSlashes
  }

  /// The traits and the bytes of the character at `position`.
  @inline(__always)
  func character(at position: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> (traits: UInt8, length: Int)
  {
    let first = position[0]
    if first < 0x80 { return (classes[Int(first)], 1) }
    let (scalar, length) = UTF8Decoder.scalar(at: position, end: end)
    return (scalar < classCount ? classes[Int(scalar)] : 0, length)
  }

  /// The end of the characters with any of these traits that start at `start`.
  @inline(__always)
  func run(of wanted: UInt8, from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> UnsafePointer<UInt8>
  {
    var position = start
    while position < end {
      let (traits, length) = character(at: position, end: end)
      guard traits & wanted != 0 else { break }
      position += length
    }
    return position
  }

  @inline(__always)
  static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  /// The end of `'s`, `'t`, `'re`, `'ve`, `'m`, `'ll` or `'d` in any case; a long s is an s.
  func contractionEnd(from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> UnsafePointer<UInt8>?
  {
    let count = end - start
    guard count >= 2, start[0] == UInt8(ascii: "'") else { return nil }
    let second = count >= 3 ? start[2] | 0x20 : 0
    switch start[1] | 0x20 {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"):
      return start + 2
    case UInt8(ascii: "l"): return second == UInt8(ascii: "l") ? start + 3 : nil
    case UInt8(ascii: "v"), UInt8(ascii: "r"):
      return second == UInt8(ascii: "e") ? start + 3 : nil
    default:
      // U+017F, which is the same letter where case does not matter.
      return start[1] == 0xC5 && count >= 3 && start[2] == 0xBF ? start + 3 : nil
    }
  }

  /// The end of what is no letter, which starts with a character of these traits and length: digits,
  /// signs with a space before and line ends behind them, or white space.
  func otherEnd(
    from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>, traits: UInt8, length: Int
  ) -> UnsafePointer<UInt8> {
    if traits & SplitTraits.number != 0 { return digitsEnd(from: start, end: end) }
    let notSigns = SplitTraits.whiteSpace | letters | SplitTraits.number
    if traits & notSigns == 0 { return signsEnd(from: start + length, end: end) }
    if start[0] == UInt8(ascii: " "), start + 1 < end {
      let (next, length) = character(at: start + 1, end: end)
      if next & notSigns == 0 { return signsEnd(from: start + 1 + length, end: end) }
    }
    return whiteSpaceEnd(from: start, end: end)
  }

  private func digitsEnd(from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> UnsafePointer<UInt8>
  {
    var position = start
    var count = 0
    while position < end, count < mostDigits {
      let (traits, length) = character(at: position, end: end)
      guard traits & SplitTraits.number != 0 else { break }
      position += length
      count += 1
    }
    return position
  }

  private func signsEnd(from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> UnsafePointer<UInt8>
  {
    let stops = SplitTraits.whiteSpace | letters | SplitTraits.number
    var position = start
    while position < end {
      let (traits, length) = character(at: position, end: end)
      guard traits & stops == 0 else { break }
      position += length
    }
    while position < end,
      Self.isLineEnd(position[0]) || takesSlashes && position[0] == UInt8(ascii: "/")
    {
      position += 1
    }
    return position
  }

  /// The end of white space: behind its last line end, or else before its last character, which is
  /// left to the word that follows, if one does and the white space has more than one.
  private func whiteSpaceEnd(from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> UnsafePointer<UInt8>
  {
    var last = start
    var lineEnd: UnsafePointer<UInt8>?
    var position = start
    while position < end {
      let (traits, length) = character(at: position, end: end)
      guard traits & SplitTraits.whiteSpace != 0 else {
        return lineEnd ?? (last > start ? last : position)
      }
      last = position
      if Self.isLineEnd(position[0]) { lineEnd = position + 1 }
      position += length
    }
    return endsWithWhiteSpace ? end : lineEnd ?? end
  }
}
