// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// Divides rows into training and validation: each class in the same proportion, at least one row
/// of each class on either side where it has two prompts, and rows with the same prompt together.
package struct Split: Sendable {
  /// The share of the rows for validation, and the most rows.
  package static let defaultFraction = 0.2
  package static let defaultMaximum = 1000

  /// The rows for validation.
  package let valid: RowSet

  /// - Parameter fraction: the share of the rows for validation; nil is a fifth, at most 1000 rows.
  package init(
    _ stream: RecordStream, fraction: Double?, seed: UInt64
  ) throws(AssayError) {
    let keys = try stream.fold(SplitKeys()) { batch, keys in batch.visit { keys.add($0) } }
    let wanted = Double(keys.rows.count) * (fraction ?? Self.defaultFraction)
    let size = min(Int(wanted.rounded()), fraction == nil ? Self.defaultMaximum : .max)
    valid = Self.choose(size, of: keys, seed: seed)
  }

  /// Rows that share a prompt; the class is that of the first.
  private struct Group {
    let label: UInt64
    var places: [Int]
  }

  private static func choose(_ size: Int, of keys: SplitKeys, seed: UInt64) -> RowSet {
    let classes = classes(groups(keys))
    let quotas = quotas(size, classes.map { $0.reduce(0) { $0 + $1.places.count } })
    var generator = SeededGenerator(seed: seed)
    var valid = RowSet()
    for (groups, quota) in zip(classes, quotas) {
      var left = groups.count < 2 ? 0 : max(1, quota)
      var groupsLeft = groups.count
      for group in groups.shuffled(using: &generator) where groupsLeft > 1 {
        guard group.places.count <= left else { continue }
        left -= group.places.count
        groupsLeft -= 1
        for place in group.places { valid.insert(keys.rows[place]) }
      }
    }
    return valid
  }

  private static func groups(_ keys: SplitKeys) -> [Group] {
    var groups: [Group] = []
    var byPrompt: [UInt64: Int] = [:]
    byPrompt.reserveCapacity(keys.rows.count)
    for place in keys.rows.indices {
      if let group = byPrompt[keys.prompts[place]] {
        groups[group].places.append(place)
      } else {
        byPrompt[keys.prompts[place]] = groups.count
        groups.append(Group(label: keys.labels[place], places: [place]))
      }
    }
    return groups
  }

  /// Groups by class, classes in the order of their first row.
  private static func classes(_ groups: [Group]) -> [[Group]] {
    var classes: [[Group]] = []
    var byLabel: [UInt64: Int] = [:]
    for group in groups {
      if let index = byLabel[group.label] {
        classes[index].append(group)
      } else {
        byLabel[group.label] = classes.count
        classes.append([group])
      }
    }
    return classes
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
