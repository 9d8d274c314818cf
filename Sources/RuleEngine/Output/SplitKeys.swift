// SPDX-License-Identifier: Apache-2.0

/// What a split must know of each row: its number and the hashes of its prompt and completion.
struct SplitKeys: Mergeable {
  private(set) var rows: [Int] = []
  private(set) var prompts: [UInt64] = []
  private(set) var labels: [UInt64] = []

  mutating func add(_ record: Record) {
    rows.append(record.number)
    prompts.append(ByteHash.hash(record.prompt))
    labels.append(ByteHash.hash(record.completion))
  }

  mutating func merge(_ next: SplitKeys) {
    rows += next.rows
    prompts += next.prompts
    labels += next.labels
  }
}
