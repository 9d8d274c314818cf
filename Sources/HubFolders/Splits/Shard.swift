// SPDX-License-Identifier: Apache-2.0

/// What the name of a shard says: `train-00000-of-00002.parquet`, perhaps with a hash behind.
struct Shard {
  let split: String
  let number: Int
  let total: Int
  /// What all shards of the split have in common.
  let series: String

  private static let digits = 5

  /// Nil for files that are no shards.
  init?(_ path: String) {
    let name = path.split(separator: "/").last ?? ""
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard let place = parts.firstIndex(of: "of"), place >= 2, place + 1 < parts.count else {
      return nil
    }
    guard parts[place - 1].count == Self.digits, let number = Int(parts[place - 1]),
      let total = Int(parts[place + 1].prefix(Self.digits)), number >= 0, number < total,
      parts[place + 1].prefix(while: { $0.isNumber }).count == Self.digits
    else { return nil }
    split = parts[..<(place - 1)].joined(separator: "-")
    self.number = number
    self.total = total
    series = String(path.dropLast(name.count)) + split
  }
}
