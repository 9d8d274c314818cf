// SPDX-License-Identifier: Apache-2.0

import LanguageModel

/// The growing text of one choice. It ends before the first stop sequence, and what is handed out
/// never has to be taken back: bytes that may begin a stop sequence or are not yet a whole character
/// wait for what follows.
struct CompletionText: Sendable {
  /// A stretch of the text with its tokens.
  struct Piece: Sendable, Equatable {
    var text = ""
    var tokens: [Token] = []
  }

  /// A token and where its text starts, in characters (Unicode scalars) from the prompt's start.
  struct Token: Sendable, Equatable {
    var score: TokenScore
    var offset: Int
  }

  private struct Pending {
    var token: Token
    /// Where its bytes start and end in `bytes`.
    var range: Range<Int>
  }

  private let stops: [[UInt8]]
  /// Bytes that were not handed out yet.
  private var bytes: [UInt8] = []
  private var pending: [Pending] = []
  /// Whole characters before the next token.
  private var characters: Int
  /// Bytes of a character that has begun, and how many it still lacks.
  private var missing = 0
  /// Bytes of `bytes` in which no stop sequence starts.
  private var searched = 0
  /// Where a stop sequence starts, once there is one.
  private(set) var stop: Int?

  /// - Parameter offset: the characters of the prompt, before which the text does not start.
  init(stops: [[UInt8]], offset: Int) {
    self.stops = stops
    characters = offset
  }

  /// Adds a token. After the text has come to a stop there must be no more.
  mutating func append(_ score: TokenScore, bytes new: [UInt8], isPrompt: Bool = false) {
    let start = bytes.count
    bytes.append(contentsOf: new)
    pending.append(
      Pending(
        token: Token(score: score, offset: characters), range: start..<bytes.count))
    count(new)
    if isPrompt { searched = bytes.count } else { search() }
  }

  /// What can be handed out; all of it when the text is at its end.
  mutating func take(isLast: Bool) -> Piece {
    let end = isLast ? stop ?? bytes.count : safeEnd()
    var piece = Piece()
    if isLast {
      piece.tokens = pending.filter { $0.range.lowerBound < end || $0.range.isEmpty }.map(\.token)
      piece.text = String(decoding: bytes[..<end], as: UTF8.self)
      pending = []
      bytes = []
      return piece
    }
    guard let last = pending.lastIndex(where: { $0.range.upperBound <= end && isBoundary($0) })
    else { return piece }
    let cut = pending[last].range.upperBound
    piece.text = String(decoding: bytes[..<cut], as: UTF8.self)
    piece.tokens = pending[...last].map(\.token)
    drop(cut, tokens: last + 1)
    return piece
  }

  private mutating func drop(_ cut: Int, tokens: Int) {
    bytes.removeFirst(cut)
    pending.removeFirst(tokens)
    for index in pending.indices {
      let range = pending[index].range
      pending[index].range = (range.lowerBound - cut)..<(range.upperBound - cut)
    }
    searched = max(0, searched - cut)
  }

  /// Counts the characters that are whole now.
  private mutating func count(_ new: [UInt8]) {
    for byte in new {
      if byte & 0xC0 == 0x80, missing > 0 {
        missing -= 1
        if missing == 0 { characters += 1 }
        continue
      }
      // A character that was cut short counts as one, as its replacement does.
      if missing > 0 { characters += 1 }
      switch byte {
      case 0xC2...0xDF: missing = 1
      case 0xE0...0xEF: missing = 2
      case 0xF0...0xF4: missing = 3
      default:
        missing = 0
        characters += 1
      }
    }
  }

  /// Looks for the first stop sequence; `searched` bytes were looked at before.
  private mutating func search() {
    guard !stops.isEmpty, stop == nil else { return }
    for start in searched..<bytes.count where stops.contains(where: { matches($0, at: start) }) {
      stop = start
      return
    }
    searched = heldByStops()
  }

  private func matches(_ text: [UInt8], at start: Int) -> Bool {
    bytes.count - start >= text.count && bytes[start..<(start + text.count)].elementsEqual(text)
  }

  /// The first place from which the bytes may yet become a stop sequence.
  private func heldByStops() -> Int {
    for start in searched..<bytes.count {
      let rest = bytes[start...]
      if stops.contains(where: { $0.count > rest.count && $0.starts(with: rest) }) { return start }
    }
    return bytes.count
  }

  /// The end of what is sure to stay: whole characters that do not begin a stop sequence.
  private func safeEnd() -> Int {
    let end = stop ?? (stops.isEmpty ? bytes.count : searched)
    return missing > 0 ? min(end, startOfLastCharacter()) : end
  }

  private func startOfLastCharacter() -> Int {
    var index = bytes.count
    while index > 0 {
      index -= 1
      if bytes[index] & 0xC0 != 0x80 { return index }
    }
    return 0
  }

  /// Whether a character ends with this token.
  private func isBoundary(_ token: Pending) -> Bool {
    let end = token.range.upperBound
    return end == bytes.count || bytes[end] & 0xC0 != 0x80
  }
}
