// SPDX-License-Identifier: Apache-2.0

package import Analyzers
package import AssayCore
package import BitCollections
import Dataset
import Platform
package import Records

/// Divides rows into training and validation: each class in the same proportion, at least one row
/// of each class on either side where it has two prompts, and rows with the same prompt together.
package struct Split: Sendable {
  /// How many rows where nobody says.
  private static let rules = FactRules.standard.split

  /// The rows for validation.
  package let valid: BitSet

  /// - Parameters:
  ///   - fraction: the share of the rows for validation; nil is a fifth, at most 1000 rows.
  ///   - hasClasses: whether completions are labels; free texts have no proportions to keep.
  package init(
    _ stream: RecordStream, fraction: Double?, seed: UInt64, hasClasses: Bool = true
  ) throws(AssayError) {
    let keys = try stream.fold(SplitKeys(hasClasses: hasClasses)) { batch, keys in
      batch.visit { keys.add($0) }
    }
    try self.init(keys, fraction: fraction, seed: seed)
  }

  /// - Parameter keys: what is known of the rows already; nil: they are read.
  package init(
    _ keys: SplitKeys?, of stream: RecordStream, fraction: Double?, seed: UInt64
  ) throws(AssayError) {
    if let keys {
      try self.init(keys, fraction: fraction, seed: seed)
    } else {
      try self.init(stream, fraction: fraction, seed: seed)
    }
  }

  private init(_ keys: SplitKeys, fraction: Double?, seed: UInt64) throws(AssayError) {
    let wanted = Double(keys.rows.count) * (fraction ?? Self.rules.fraction)
    let size = min(Int(wanted.rounded()), fraction == nil ? Self.rules.mostRows : .max)
    valid = try Self.choose(Self.quotas(size, keys.classes.sizes), of: keys, seed: seed)
  }

  /// Rows that share a prompt; the class is that of the first. `order` is chance, by the seed.
  private struct Group {
    let order: UInt64
    let label: Int
    var places: [Int]
  }

  /// Takes prompts in an order of chance until each class has its quota. Only the first part of
  /// that order is looked at, the larger part of a large file never, so that memory stays small.
  private static func choose(_ quotas: [Int], of keys: SplitKeys, seed: UInt64)
    throws(AssayError) -> BitSet
  {
    let wanted = quotas.map { max(1, $0) }
    var shares = zip(wanted, keys.classes.sizes).map { quota, size in
      min(1, (1.5 * Double(quota) + 16) / Double(size))
    }
    while true {
      let chosen = zip(shares, try groups(of: keys, shares, seed: seed)).enumerated().map {
        label, found in
        take(wanted[label], of: found.1, areAll: found.0 == 1)
      }
      let short = chosen.indices.filter { chosen[$0].left > 0 && shares[$0] < 1 }
      guard !short.isEmpty else {
        var valid = BitSet()
        for place in chosen.flatMap(\.places) { valid.insert(keys.rows[place]) }
        return valid
      }
      for label in short { shares[label] = min(1, 4 * shares[label]) }
    }
  }

  /// The first groups that fit; one at least is left for training.
  private static func take(
    _ quota: Int, of groups: [Group], areAll: Bool
  ) -> (places: [Int], left: Int) {
    var left = quota
    var groupsLeft = areAll ? groups.count : .max
    var places: [Int] = []
    for group in groups where group.places.count <= left && groupsLeft > 1 {
      left -= group.places.count
      groupsLeft -= 1
      places += group.places
    }
    return (places, left)
  }

  /// For each class the groups that come first: about `shares` of all.
  private static func groups(
    of keys: SplitKeys, _ shares: [Double], seed: UInt64
  ) throws(AssayError) -> [[Group]] {
    let limits = shares.map { $0 < 1 ? UInt64($0 * 0x1p64) : .max }
    var candidates: Set<UInt64> = []
    try forEachRow(of: keys) { _, prompt, label in
      if order(prompt, seed) <= limits[label] { candidates.insert(prompt) }
    }
    var groups: [UInt64: Group] = [:]
    try forEachRow(of: keys) { place, prompt, label in
      guard candidates.contains(prompt) else { return }
      groups[prompt, default: Group(order: order(prompt, seed), label: label, places: [])]
        .places.append(place)
    }
    var classes = [[Group]](repeating: [], count: shares.count)
    for group in groups.values where group.order <= limits[group.label] {
      classes[group.label].append(group)
    }
    return classes.map { $0.sorted { ($0.order, $0.places[0]) < ($1.order, $1.places[0]) } }
  }

  private static func forEachRow(
    of keys: SplitKeys, _ body: (_ place: Int, _ prompt: UInt64, _ label: Int) -> Void
  ) throws(AssayError) {
    var place = 0
    for (index, labels) in keys.classes.labels.chunks.enumerated() {
      for (prompt, label) in zip(try keys.prompts.chunk(index), labels) {
        body(place, prompt, Int(label))
        place += 1
      }
    }
  }

  /// A place in the order of chance, by SplitMix64.
  private static func order(_ prompt: UInt64, _ seed: UInt64) -> UInt64 {
    SplitMix64.mixed(prompt &+ seed &* SplitMix64.increment)
  }

  /// Whole shares of `size` in proportion to the counts, by the largest remainders.
  private static func quotas(_ size: Int, _ counts: [Int]) -> [Int] {
    let total = max(1, counts.reduce(0, +))
    var quotas = counts.map { size * $0 / total }
    let byRemainder = counts.indices.sorted {
      (size * counts[$1] % total, $0) < (size * counts[$0] % total, $1)
    }
    for index in byRemainder.prefix(max(0, size - quotas.reduce(0, +))) { quotas[index] += 1 }
    return quotas
  }
}
