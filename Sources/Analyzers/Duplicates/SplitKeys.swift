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
    prompts.append(key(of: record))
    classes.add(hasClasses ? record.labelHash : 0)
  }

  private func key(of record: Record) -> UInt64 {
    if let chat = record.chat {
      // What counts as the same question where leaks are looked for must not be parted.
      var asked: [UInt8] = []
      chat.appendNormalizedTexts(of: { $0 == .user }, to: &asked)
      return asked.isEmpty ? ByteHash.hash(chat.bytes) : ByteHash.hash(asked)
    }
    // Texts without prompts are told apart by themselves.
    let isBare = !hasClasses && record.prompt.isEmpty
    return ByteHash.hash(isBare ? record.completion : record.prompt)
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
