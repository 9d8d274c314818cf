// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
  import Glibc
#endif

/// For each length from 1 to 24 bytes, the one ending that most texts may share. Endings shared by
/// 80 % of the texts are always among them; whether one is that common is counted in a second pass.
/// Majority vote of Boyer and Moore (1981), which merges: what is cancelled is cancelled in pairs.
struct MajorityEndings: Mergeable {
  static let longest = 24

  private var count = 0
  /// The candidate of length L stands at (L - 1) * 24, with its votes at L - 1.
  private var candidates = [UInt8](repeating: 0, count: longest * longest)
  private var votes = [Int](repeating: 0, count: longest)

  mutating func add(_ text: Bytes) {
    count += 1
    for length in 1...Self.longest {
      if text.count < length {
        votes[length - 1] = max(0, votes[length - 1] - 1)
      } else {
        vote(UnsafeBufferPointer(rebasing: text[(text.count - length)...]), 1)
      }
    }
  }

  mutating func merge(_ next: MajorityEndings) {
    count += next.count
    for length in 1...Self.longest where next.votes[length - 1] > 0 {
      next.candidates.withUnsafeBufferPointer { all in
        let start = (length - 1) * Self.longest
        vote(UnsafeBufferPointer(rebasing: all[start..<start + length]), next.votes[length - 1])
      }
    }
  }

  /// The endings that a share of the texts may have, the longest first. An ending of `share` keeps
  /// at least `2 share - 1` of the votes.
  func candidates(sharedBy share: Double) -> [[UInt8]] {
    let needed = max(1, Int((2 * share - 1) * Double(count)))
    return (1...Self.longest).reversed().compactMap { length in
      let start = (length - 1) * Self.longest
      return votes[length - 1] >= needed ? Array(candidates[start..<start + length]) : nil
    }
  }

  private mutating func vote(_ ending: Bytes, _ weight: Int) {
    let slot = ending.count - 1
    let start = slot * Self.longest
    let isSame = candidates.withUnsafeBufferPointer {
      memcmp($0.baseAddress! + start, ending.baseAddress!, ending.count) == 0
    }
    if isSame {
      votes[slot] += weight
    } else if votes[slot] >= weight {
      votes[slot] -= weight
    } else {
      votes[slot] = weight - votes[slot]
      for (offset, byte) in ending.enumerated() { candidates[start + offset] = byte }
    }
  }
}
