// SPDX-License-Identifier: Apache-2.0

import Dataset
package import Records

/// What a split must know of each row: the hash of its prompt and its class.
package struct SplitKeys: Mergeable {
  package private(set) var rows = RowRuns()
  package private(set) var prompts = SpilledList<UInt64>()
  package private(set) var classes = ClassNumbers()

  package init() {}

  /// The keys of rows that were surveyed.
  package init(rows: RowRuns, prompts: SpilledList<UInt64>, classes: ClassNumbers) {
    self.rows = rows
    self.prompts = prompts
    self.classes = classes
  }

  package mutating func add(_ record: Record) {
    rows.append(record.number)
    prompts.append(ByteHash.hash(record.prompt))
    classes.add(ByteHash.hash(record.completion))
  }

  package mutating func merge(_ next: SplitKeys) {
    rows.append(contentsOf: next.rows)
    prompts.append(contentsOf: next.prompts)
    classes.merge(next.classes)
  }
}
