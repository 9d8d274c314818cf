// SPDX-License-Identifier: Apache-2.0

package import Dataset
import Tables

/// How many rows of a file are pairs of prompt and completion, and how many are chats.
package struct FormCounts: Mergeable, Codable {
  private var pairs = 0
  private var chats = 0
  /// Whether there are columns for both.
  private var isMixed = false

  package init() {}

  package mutating func add(_ batch: RecordBatch) {
    guard !batch.columns.others.isEmpty else {
      if batch.columns.messages == nil { pairs += batch.count } else { chats += batch.count }
      return
    }
    isMixed = true
    let isChatFile = batch.columns.messages != nil
    for index in 0..<batch.count {
      // A row that is both counts as the file is read.
      let isOwn = batch.holds(index, batch.columns.own)
      guard isOwn || batch.holds(index, batch.columns.others) else { continue }
      if isOwn == isChatFile { chats += 1 } else { pairs += 1 }
    }
  }

  package mutating func merge(_ next: FormCounts) {
    pairs += next.pairs
    chats += next.chats
    isMixed = isMixed || next.isMixed
  }

  /// The form of most rows, where there are chats and columns for both; nil where the columns tell.
  package var form: RowForm? {
    guard isMixed, chats > 0 else { return nil }
    return chats > pairs ? .chats : .pairs
  }
}
