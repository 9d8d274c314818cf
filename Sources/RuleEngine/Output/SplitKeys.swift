// SPDX-License-Identifier: Apache-2.0

/// What a split must know of each row: the hash of its prompt and its class, 10 bytes a row.
struct SplitKeys: Mergeable {
  private(set) var rows = RowRuns()
  private(set) var prompts = ChunkedList<UInt64>()
  /// Classes by number, in the order of their first rows. A file with more is split as if those
  /// behind the last number were one.
  private(set) var labels = ChunkedList<UInt16>()
  /// How many rows a class has.
  private(set) var sizes: [Int] = []
  private var hashes: [UInt64] = []
  private var numbers: [UInt64: UInt16] = [:]

  mutating func add(_ record: Record) {
    rows.append(record.number)
    prompts.append(ByteHash.hash(record.prompt))
    let label = number(of: ByteHash.hash(record.completion))
    labels.append(label)
    sizes[Int(label)] += 1
  }

  mutating func merge(_ next: SplitKeys) {
    rows.append(contentsOf: next.rows)
    prompts.append(contentsOf: next.prompts)
    let mine = next.hashes.map { number(of: $0) }
    for chunk in next.labels.chunks { for label in chunk { labels.append(mine[Int(label)]) } }
    for (label, size) in next.sizes.enumerated() { sizes[Int(mine[label])] += size }
  }

  private mutating func number(of hash: UInt64) -> UInt16 {
    if let number = numbers[hash] { return number }
    let number = UInt16(clamping: hashes.count)
    if number == hashes.count {
      hashes.append(hash)
      sizes.append(0)
    }
    numbers[hash] = number
    return number
  }
}
