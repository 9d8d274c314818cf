// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Finds the merges of a file of ranks: which two earlier tokens make each token.
struct RankMerges {
  private let ranks: [[UInt8]: Int32]
  /// The tokens that pairs of others make, found so far.
  private var made: [UInt64: Int32] = [:]

  init(_ ranks: [[UInt8]: Int32]) {
    self.ranks = ranks
  }

  /// The merges by rank, and tokens that no merges make: these are found as whole words alone.
  /// - Throws: `AssayError` when a byte has no token.
  mutating func merges(
    file: String
  ) throws(AssayError) -> (merges: [MergeTable.Merge], whole: [Int32]) {
    guard let bytes = byteIDs else {
      throw AssayError("the ranks lack tokens of single bytes", at: Location(file: file))
    }
    made.reserveCapacity(ranks.count)
    var merges: [MergeTable.Merge] = []
    merges.reserveCapacity(ranks.count)
    var whole: [Int32] = []
    var late: [(token: [UInt8], id: Int32)] = []
    for (token, id) in ranks.sorted(by: { $0.value < $1.value }) where token.count > 1 {
      if let merge = merge(of: token, id, bytes: bytes) {
        merges.append(merge)
      } else {
        late.append((token, id))
      }
    }
    // What needs merges of higher rank than its own.
    for (token, id) in late {
      if let merge = merge(of: token, id, bytes: bytes) {
        merges.append(merge)
      } else {
        whole.append(id)
      }
    }
    return (merges.sorted { $0.result < $1.result }, whole)
  }

  private var byteIDs: [Int32]? {
    let ids = (0..<256).compactMap { ranks[[UInt8($0)]] }
    return ids.count == 256 ? ids : nil
  }

  /// The merge that makes a token of what all merges so far leave of it, if these are two.
  private mutating func merge(
    of token: [UInt8], _ id: Int32, bytes: [Int32]
  ) -> MergeTable.Merge? {
    var parts = token.map { bytes[Int($0)] }
    while parts.count > 2 {
      var best = Int32.max
      var place = 0
      for index in 0..<parts.count - 1 {
        let rank = made[Self.key(parts[index], parts[index + 1])] ?? .max
        if rank < best { (best, place) = (rank, index) }
      }
      guard best < .max else { return nil }
      parts[place] = best
      parts.remove(at: place + 1)
    }
    made[Self.key(parts[0], parts[1])] = id
    return MergeTable.Merge(left: parts[0], right: parts[1], result: id)
  }

  private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
  }
}
