// SPDX-License-Identifier: Apache-2.0

/// How often each completion occurs, as long as there are few enough to be labels. The whitespace
/// around a completion is not part of the label.
///
/// Memory is bounded by bytes too: labels of more than `mostBytes` in all are answers, and of each no more
/// than its start is kept. Whether they are depends on all of them alone, in whatever order they come.
package struct LabelTable: Mergeable, Codable {
  package struct Entry: Sendable, Equatable, Codable {
    package fileprivate(set) var label: String
    /// The completion as the first row with this label spells it.
    package fileprivate(set) var completion: String
    /// The bytes of the label as it stands in the file.
    package let byteCount: Int
    package fileprivate(set) var count: Int
    /// The number and the line of the first row with this label.
    package fileprivate(set) var firstRow: Int
    package let firstLine: Int
    /// Which whitespace stands behind the label.
    fileprivate var tails: UInt32
  }

  /// A file with more different completions than this is not a classification.
  package let limit: Int
  /// Labels of more bytes than this, each counted once, are not kept whole.
  static let mostBytes = 1 << 24
  /// What is kept of a long label then.
  static let keptBytes = 256
  /// By the bits of their hashes; numbers of this type are written in a settled order.
  private var table: [Int: Entry] = [:]
  private var tails = LabelTails()
  /// There were more labels than the limit; the entries are gone.
  package private(set) var hasOverflowed = false
  /// The bytes of the different labels.
  package private(set) var byteCount = 0

  package init(_ rules: FactRules = FactRules.standard) {
    limit = rules.task.mostClasses
  }

  /// Different labels.
  package var count: Int { table.count }
  /// The bytes of text that are kept.
  var keptBytes: Int {
    table.values.reduce(0) { $0 + $1.label.utf8.count + $1.completion.utf8.count }
  }

  /// Whether long labels are there by their start alone; nobody can learn them.
  package var isCut: Bool { byteCount > Self.mostBytes }

  /// The labels by descending count, then by text; none where they are cut.
  package var sorted: [Entry] {
    guard !isCut else { return [] }
    return table.values.sorted { $0.count != $1.count ? $0.count > $1.count : $0.label < $1.label }
  }

  /// The whitespace that rows have behind a label, the most frequent of the file first.
  package func tails(of entry: Entry) -> [[UInt8]] { tails.tails(of: entry.tails) }

  package mutating func add(_ completion: Bytes, row: Int, line: Int) {
    guard !hasOverflowed else { return }
    let place = completion.labelRange
    let label = Bytes(rebasing: completion[place])
    let key = Int(bitPattern: UInt(ByteHash.hash(label)))
    let tail = tails.add(Bytes(rebasing: completion[place.upperBound...]))
    if let index = table.index(forKey: key) {
      table.values[index].count += 1
      table.values[index].tails |= tail
      return
    }
    insert(
      Entry(
        label: String(decoding: label, as: UTF8.self),
        completion: String(decoding: completion, as: UTF8.self), byteCount: label.count, count: 1,
        firstRow: row, firstLine: line, tails: tail), key)
    checkLimit()
  }

  /// Adds a label that is not there yet.
  private mutating func insert(_ entry: Entry, _ key: Int) {
    let wasCut = isCut
    byteCount += entry.byteCount
    table[key] = isCut ? entry.cut : entry
    if isCut, !wasCut { table = table.mapValues(\.cut) }
  }

  package mutating func merge(_ next: LabelTable) {
    hasOverflowed = hasOverflowed || next.hasOverflowed
    let bits = tails.merge(next.tails)
    for (key, entry) in next.table {
      var entry = entry
      entry.tails = bits.indices.reduce(0) { mask, index in
        entry.tails >> UInt32(index) & 1 == 1 ? mask | bits[index] : mask
      }
      if let own = table[key] { table[key] = own.joined(entry) } else { insert(entry, key) }
    }
    checkLimit()
  }

  private mutating func checkLimit() {
    if table.count > limit { hasOverflowed = true }
    if hasOverflowed {
      table = [:]
      byteCount = 0
    }
  }
}

extension LabelTable.Entry {
  /// The entry with the rows of the same label that follow.
  fileprivate func joined(_ next: LabelTable.Entry) -> LabelTable.Entry {
    var joined = self
    joined.count += next.count
    joined.tails |= next.tails
    return joined
  }

  /// The entry with the start of a long label.
  fileprivate var cut: LabelTable.Entry {
    guard label.utf8.count + completion.utf8.count > 2 * LabelTable.keptBytes else { return self }
    var cut = self
    cut.label = Self.start(of: label)
    cut.completion = Self.start(of: completion)
    return cut
  }

  private static func start(of text: String) -> String {
    guard text.utf8.count > LabelTable.keptBytes else { return text }
    var end = text.utf8.index(text.utf8.startIndex, offsetBy: LabelTable.keptBytes)
    // A character is kept whole or not at all.
    while text.utf8[end] & 0xC0 == 0x80 { end = text.utf8.index(before: end) }
    return String(text.utf8[..<end]) ?? ""
  }
}

extension LabelTable {
  /// Moves the rows to where the part stands in the whole.
  package mutating func move(by rows: Int) {
    table = table.mapValues { entry in
      var moved = entry
      moved.firstRow += rows
      return moved
    }
  }
}
