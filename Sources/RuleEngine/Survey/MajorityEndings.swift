// SPDX-License-Identifier: Apache-2.0

/// For each length from 1 to 24 bytes, the one ending that most texts may share. Endings shared by
/// 80 % of the texts are always among them; whether one is that common is counted in a second pass.
/// Majority vote of Boyer and Moore (1981), which merges: what is cancelled is cancelled in pairs.
struct MajorityEndings: Mergeable {
  static let longest = 24

  private var count = 0
  /// The candidate of length L stands at L - 1, with its votes.
  private var candidates = [Tail](repeating: Tail(), count: longest)
  private var votes = [Int](repeating: 0, count: longest)

  mutating func add(_ text: Bytes) {
    count += 1
    let tail = Tail(text)
    for length in 1...Self.longest {
      if text.count < length {
        votes[length - 1] = max(0, votes[length - 1] - 1)
      } else {
        vote(tail.suffix(length), length, 1)
      }
    }
  }

  mutating func merge(_ next: MajorityEndings) {
    count += next.count
    for length in 1...Self.longest where next.votes[length - 1] > 0 {
      vote(next.candidates[length - 1], length, next.votes[length - 1])
    }
  }

  /// The endings that a share of the texts may have, the longest first. An ending of `share` keeps
  /// at least `2 share - 1` of the votes.
  func candidates(sharedBy share: Double) -> [[UInt8]] {
    let needed = max(1, Int((2 * share - 1) * Double(count)))
    return (1...Self.longest).reversed().compactMap { length in
      votes[length - 1] >= needed ? candidates[length - 1].bytes(length) : nil
    }
  }

  private mutating func vote(_ ending: Tail, _ length: Int, _ weight: Int) {
    let slot = length - 1
    if candidates[slot] == ending {
      votes[slot] += weight
    } else if votes[slot] >= weight {
      votes[slot] -= weight
    } else {
      votes[slot] = weight - votes[slot]
      candidates[slot] = ending
    }
  }

  /// The last 24 bytes of a text as numbers: the last byte is the lowest of the first word. Bytes
  /// before the text are zero.
  private struct Tail: Equatable {
    var words = SIMD4<UInt64>()

    init() {}

    init(_ text: Bytes) {
      let raw = UnsafeRawBufferPointer(text)
      for word in 0..<3 {
        let end = raw.count - 8 * word
        if end >= 8 {
          words[word] = raw.loadUnaligned(fromByteOffset: end - 8, as: UInt64.self).bigEndian
        } else {
          for index in 0..<max(0, end) { words[word] = words[word] << 8 | UInt64(raw[index]) }
        }
      }
    }

    private static let masks: [SIMD4<UInt64>] = (0...longest).map { length in
      var mask = SIMD4<UInt64>()
      for word in 0..<3 {
        let bytes = min(8, max(0, length - 8 * word))
        mask[word] = bytes == 8 ? ~0 : (1 << UInt64(8 * bytes)) - 1
      }
      return mask
    }

    func suffix(_ length: Int) -> Tail {
      var tail = self
      tail.words &= Self.masks[length]
      return tail
    }

    func bytes(_ length: Int) -> [UInt8] {
      (0..<length).reversed().map { index in
        UInt8(truncatingIfNeeded: words[index / 8] >> UInt64(8 * (index % 8)))
      }
    }
  }
}
