// SPDX-License-Identifier: Apache-2.0

/// For each of the last 24 bytes of a text the byte that most texts may have there. An ending shared
/// by 80 % of the texts is always made of them; whether one is that common is counted in a second
/// pass. Majority vote of Boyer and Moore (1981) for each place, which merges: what is cancelled is
/// cancelled in pairs. Texts have no byte 0 behind their start; places before it count as such.
package struct MajorityEndings: Mergeable, Codable {
  package static let longest = 24

  private var count = 0
  /// The candidate for the place L bytes before the end stands at L - 1, with its votes.
  private var candidates = [UInt8](repeating: 0, count: longest)
  private var votes = [Int](repeating: 0, count: longest)
  /// The votes of the last few texts.
  private var recent = Round()

  /// The last few texts are counted with all others as soon as parts are merged.
  private enum CodingKeys: CodingKey {
    case count, candidates, votes
  }

  package init() {}

  package mutating func add(_ text: Bytes) {
    count += 1
    recent.add(text)
    if recent.isFull { countRecent() }
  }

  package mutating func merge(_ next: MajorityEndings) {
    countRecent()
    count += next.count
    for place in 0..<Self.longest { vote(next.candidates[place], next.votes[place], at: place) }
    count(next.recent)
  }

  /// The endings that a share of the texts may have, the longest first. An ending of `share` keeps
  /// at least `2 share - 1` of the votes for each of its bytes.
  package func candidates(sharedBy share: Double) -> [[UInt8]] {
    var all = self
    all.countRecent()
    let needed = max(1, Int((2 * share - 1) * Double(count)))
    let length = (0..<Self.longest).prefix { all.votes[$0] >= needed && all.candidates[$0] != 0 }
      .count
    return stride(from: length, to: 0, by: -1).map { all.candidates.prefix($0).reversed() }
  }

  private mutating func countRecent() {
    count(recent)
    recent = Round()
  }

  private mutating func count(_ round: Round) {
    for place in 0..<Self.longest { vote(round.candidate(place), round.votes(place), at: place) }
  }

  private mutating func vote(_ byte: UInt8, _ weight: Int, at place: Int) {
    if candidates[place] == byte {
      votes[place] += weight
    } else if votes[place] >= weight {
      votes[place] -= weight
    } else {
      votes[place] = weight - votes[place]
      candidates[place] = byte
    }
  }
}

extension MajorityEndings {
  /// The votes of so few texts that they fit into a byte: eight places at a time, the last byte of a
  /// text in the lowest byte of the first word.
  private struct Round {
    private var candidates: (UInt64, UInt64, UInt64) = (0, 0, 0)
    private var votes: (UInt64, UInt64, UInt64) = (0, 0, 0)
    private var count = 0

    private static let high: UInt64 = 0x8080_8080_8080_8080

    var isFull: Bool { count == 127 }

    mutating func add(_ text: Bytes) {
      count += 1
      let raw = UnsafeRawBufferPointer(text)
      Self.vote(Self.word(raw, 0), &candidates.0, votes: &votes.0)
      Self.vote(Self.word(raw, 8), &candidates.1, votes: &votes.1)
      Self.vote(Self.word(raw, 16), &candidates.2, votes: &votes.2)
    }

    func candidate(_ place: Int) -> UInt8 { Self.byte(place, candidates) }
    func votes(_ place: Int) -> Int { Int(Self.byte(place, votes)) }

    private static func byte(_ place: Int, _ words: (UInt64, UInt64, UInt64)) -> UInt8 {
      let word = place < 8 ? words.0 : place < 16 ? words.1 : words.2
      return UInt8(truncatingIfNeeded: word >> UInt64(place % 8 * 8))
    }

    /// The eight bytes that stand `skipped` bytes before the end; those before the text are 0.
    @inline(__always)
    private static func word(_ raw: UnsafeRawBufferPointer, _ skipped: Int) -> UInt64 {
      let end = raw.count - skipped
      guard end < 8 else {
        return raw.loadUnaligned(fromByteOffset: end - 8, as: UInt64.self).bigEndian
      }
      var word: UInt64 = 0
      for index in 0..<max(0, end) { word = word << 8 | UInt64(raw[index]) }
      return word
    }

    /// Where the bytes agree a vote more, elsewhere one less; without votes the new byte follows.
    @inline(__always)
    private static func vote(_ word: UInt64, _ candidates: inout UInt64, votes: inout UInt64) {
      let differs = nonzero(word ^ candidates)
      let follows = differs & ~nonzero(votes)
      let replaced = (follows >> 7) &* 0xFF
      candidates = candidates & ~replaced | word & replaced
      let loses = differs & ~follows
      votes = votes &+ ((high ^ loses) >> 7) &- (loses >> 7)
    }

    /// The high bit of each byte that is not 0.
    @inline(__always)
    private static func nonzero(_ word: UInt64) -> UInt64 {
      ((word & ~high &+ ~high) | word) & high
    }
  }
}
