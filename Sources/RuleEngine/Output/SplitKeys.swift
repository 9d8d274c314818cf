// SPDX-License-Identifier: Apache-2.0

import Dataset

/// What a split must know of each row: the hash of its prompt and its class.
struct SplitKeys: Mergeable {
  private(set) var rows = RowRuns()
  private(set) var prompts = SpilledList<UInt64>()
  private(set) var classes = ClassNumbers()

  init() {}

  /// The keys of rows that were surveyed.
  init(rows: RowRuns, prompts: SpilledList<UInt64>, classes: ClassNumbers) {
    self.rows = rows
    self.prompts = prompts
    self.classes = classes
  }

  mutating func add(_ record: Record) {
    rows.append(record.number)
    prompts.append(ByteHash.hash(record.prompt))
    classes.add(ByteHash.hash(record.completion))
  }

  mutating func merge(_ next: SplitKeys) {
    rows.append(contentsOf: next.rows)
    prompts.append(contentsOf: next.prompts)
    classes.merge(next.classes)
  }
}
