// SPDX-License-Identifier: Apache-2.0

import Dataset
import JSON
import Tables

/// Which cells of a batch of chats hold messages, and how its columns are written.
package struct ChatCells: Sendable {
  /// The columns of messages: one, or those of a preference, the better answer and the worse one last.
  let messages: [Int]
  /// The columns of a preference; nil where the rows are conversations.
  let preference: (prompt: Int?, better: Int?, worse: Int?)?
  /// The names of all columns as keys of JSON.
  let keys: [[UInt8]]
  /// The columns in the order in which they are written.
  let order: [Int]

  /// - Parameter names: the columns of the file in the order in which they are written; nil: as they were read.
  package init(_ batch: RecordBatch, order names: [String]? = nil) {
    let columns = batch.rows.columns
    order = names.map { $0.compactMap { columns.firstIndex(of: $0) } } ?? Array(columns.indices)
    keys = columns.map { name in
      var key: [UInt8] = []
      JSONValue.writeString(name.utf8, to: &key)
      return key + [UInt8(ascii: ":")]
    }
    guard let names = batch.preferences else {
      messages = batch.columns.messages.map { [$0] } ?? []
      preference = nil
      return
    }
    let places = [names.prompt, names.better, names.worse].map { name in
      name.flatMap { columns.firstIndex(of: $0) }
    }
    messages = places.compactMap { $0 }
    preference = (places[0], places[1], places[2])
  }
}
