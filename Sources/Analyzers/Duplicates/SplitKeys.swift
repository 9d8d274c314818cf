// SPDX-License-Identifier: Apache-2.0

import Dataset
package import Records

/// What a split must know of each row: the hash of its prompt and its class.
package struct SplitKeys: Mergeable {
  package private(set) var rows = RowRuns()
  package private(set) var prompts = SpilledList<UInt64>()
  package private(set) var classes = ClassNumbers()
  private var hasClasses = true

  /// - Parameter hasClasses: whether completions are labels; free texts are all of one class.
  package init(hasClasses: Bool = true) { self.hasClasses = hasClasses }

  /// The keys of rows that were surveyed.
  package init(rows: RowRuns, prompts: SpilledList<UInt64>, classes: ClassNumbers) {
    self.rows = rows
    self.prompts = prompts
    self.classes = classes
  }

  package mutating func add(_ record: Record) {
    rows.append(record.number)
    // Texts without prompts are told apart by themselves.
    let isBare = !hasClasses && record.prompt.isEmpty
    prompts.append(ByteHash.hash(isBare ? record.completion : record.prompt))
    classes.add(hasClasses ? record.labelHash : 0)
  }

  package mutating func merge(_ next: SplitKeys) {
    rows.append(contentsOf: next.rows)
    prompts.append(contentsOf: next.prompts)
    classes.merge(next.classes)
  }
}

extension Record {
  /// The hash of the completion as a label, to which the whitespace around it does not belong.
  var labelHash: UInt64 {
    ByteHash.hash(Bytes(rebasing: completion[completion.labelRange]))
  }
}
