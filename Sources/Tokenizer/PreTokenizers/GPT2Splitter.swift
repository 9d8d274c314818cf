// SPDX-License-Identifier: Apache-2.0

/// Cuts text into the words that are merged one by one, by hand what GPT-2 does with the pattern
/// `'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`.
///
/// Text is UTF-8; a byte that is not part of a valid sequence counts as a character of class `other`,
/// so that any bytes come back from decoding as they were.
struct GPT2Splitter: LetterRunSplitter {
  nonisolated(unsafe) private let classes: UnsafePointer<UInt8>
  private let classCount: UInt32

  init() {
    classes = CharacterClassTable.shared.classes
    classCount = CharacterClassTable.shared.count
  }

  /// The end of the letters that go on at `start`.
  func lettersEnd(from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> UnsafePointer<UInt8>
  {
    let position = ASCIILetters.end(from: start, end: end)
    return run(of: CharacterClass.letter, from: position, end: end)
  }

  /// The end of any word: the pattern's alternatives in their order.
  @inline(never)
  func generalWordEnd(from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> UnsafePointer<UInt8>
  {
    if start[0] == UInt8(ascii: "'"), let end = contractionEnd(from: start, end: end) {
      return end
    }
    let spaced = start[0] == UInt8(ascii: " ") ? start + 1 : start
    guard spaced < end else { return end }
    let (kind, length) = character(at: spaced, end: end)
    if kind != CharacterClass.whiteSpace { return run(of: kind, from: spaced + length, end: end) }
    return whiteSpaceEnd(from: start, end: end)
  }

  /// The end of `'s`, `'d`, `'m`, `'t`, `'ll`, `'ve` or `'re`.
  private func contractionEnd(from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> UnsafePointer<UInt8>?
  {
    guard end - start >= 2 else { return nil }
    switch start[1] {
    case UInt8(ascii: "s"), UInt8(ascii: "d"), UInt8(ascii: "m"), UInt8(ascii: "t"):
      return start + 2
    case UInt8(ascii: "l"):
      return end - start >= 3 && start[2] == UInt8(ascii: "l") ? start + 3 : nil
    case UInt8(ascii: "v"), UInt8(ascii: "r"):
      return end - start >= 3 && start[2] == UInt8(ascii: "e") ? start + 3 : nil
    default: return nil
    }
  }

  /// The end of white space: its last character is left to the word that follows, if one does and
  /// the white space has more than one.
  private func whiteSpaceEnd(from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> UnsafePointer<UInt8>
  {
    var last = start
    var position = start
    while position < end {
      let (kind, length) = character(at: position, end: end)
      guard kind == CharacterClass.whiteSpace else {
        return last > start ? last : position
      }
      last = position
      position += length
    }
    return end
  }

  /// The end of the characters of a class that start at `start`.
  private func run(
    of wanted: UInt8, from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    var position = start
    while position < end {
      let (kind, length) = character(at: position, end: end)
      guard kind == wanted else { break }
      position += length
    }
    return position
  }

  /// The class and the bytes of the character at `position`.
  @inline(__always)
  private func character(at position: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> (kind: UInt8, length: Int)
  {
    let first = position[0]
    if first < 0x80 { return (classes[Int(first)], 1) }
    let (scalar, length) = UTF8Decoder.scalar(at: position, end: end)
    return (scalar < classCount ? classes[Int(scalar)] : CharacterClass.other, length)
  }
}
