// SPDX-License-Identifier: Apache-2.0

/// The growing text of one choice. It ends before the first stop sequence, and what is handed out
/// never has to be taken back: bytes that may begin a stop sequence or are not yet a whole character
/// wait for what follows.
struct GrowingText: Sendable {
  private struct Pending {
    var token: TextPiece.Token
    /// Where its bytes start and end in `bytes`.
    var range: Range<Int>
  }

  private let stops: [[UInt8]]
  /// Bytes that were not handed out yet.
  private var bytes: [UInt8] = []
  private var pending: [Pending] = []
  private var characters: CharacterCounter
  /// Bytes of `bytes` in which no stop sequence starts.
  private var searched = 0
  /// Where a stop sequence starts, once there is one.
  private(set) var stop: Int?

  /// - Parameter offset: the characters of the prompt, before which the text does not start.
  init(stops: [[UInt8]], offset: Int) {
    self.stops = stops.filter { !$0.isEmpty }
    characters = CharacterCounter(count: offset)
  }

  /// Adds a token. After the text has come to a stop there must be no more.
  mutating func append(_ score: TokenScore, bytes new: [UInt8], isPrompt: Bool = false) {
    append(score, bytes: new, offset: characters.index(of: new.first))
    if isPrompt { searched = bytes.count } else { search() }
  }

  /// Adds the token with which the model ends the text, and which is no part of it.
  mutating func appendEnd(_ score: TokenScore) {
    append(score, bytes: [], offset: characters.total)
  }

  private mutating func append(_ score: TokenScore, bytes new: [UInt8], offset: Int) {
    let start = bytes.count
    bytes.append(contentsOf: new)
    pending.append(
      Pending(token: .init(score: score, offset: offset), range: start..<bytes.count))
    for byte in new { characters.add(byte) }
  }

  /// What can be handed out now.
  mutating func take() -> TextPiece {
    let end = safeEnd()
    guard let last = pending.lastIndex(where: { $0.range.upperBound <= end && isBoundary($0) })
    else { return TextPiece() }
    let cut = pending[last].range.upperBound
    let piece = TextPiece(
      text: String(decoding: bytes[..<cut], as: UTF8.self),
      tokens: pending[...last].map(\.token))
    drop(cut, tokens: last + 1)
    return piece
  }

  /// Ends the text and hands out all that is left of it. A stop sequence that waited for a longer one
  /// counts now.
  mutating func finish() -> TextPiece {
    if stop == nil { stop = firstStop() }
    let end = stop ?? bytes.count
    let tokens = pending.filter {
      $0.range.lowerBound < end || ($0.range.isEmpty && stop == nil)
    }
    defer {
      pending = []
      bytes = []
    }
    return TextPiece(
      text: String(decoding: bytes[..<end], as: UTF8.self), tokens: tokens.map(\.token))
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

  /// Looks for the first stop sequence; `searched` bytes were looked at before. One that has begun may
  /// still come to its end, so a later one must wait for it: where a text ends must not depend on how
  /// it falls into tokens.
  private mutating func search() {
    guard !stops.isEmpty, stop == nil else { return }
    while searched < bytes.count {
      let rest = bytes[searched...]
      if stops.contains(where: { rest.starts(with: $0) }) {
        stop = searched
        return
      }
      if stops.contains(where: { $0.count > rest.count && $0.starts(with: rest) }) { return }
      searched += 1
    }
  }

  /// Where the first whole stop sequence starts.
  private func firstStop() -> Int? {
    (searched..<bytes.count).first { start in
      stops.contains { bytes[start...].starts(with: $0) }
    }
  }

  /// The end of what is sure to stay: whole characters that do not begin a stop sequence.
  private func safeEnd() -> Int {
    let end = stop ?? (stops.isEmpty ? bytes.count : searched)
    return characters.missing > 0 ? min(end, startOfLastCharacter()) : end
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
