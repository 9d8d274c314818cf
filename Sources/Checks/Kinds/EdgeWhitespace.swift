// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Whitespace at the edge of a text that the tokenizer will not take as meant.
struct EdgeWhitespace: Check {
  static let kind = "edge-whitespace"
  let edge: WhitespaceEdge

  init(_ parameters: inout Parameters) throws(AssayError) {
    edge = try parameters.choice("edge")
  }

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    inspect(record, profile.ending(of: edge.field)?.bytes, into: &tally)
  }

  /// The ending is looked up once for all records.
  func inspectAll(_ block: RecordBlock, _ profile: Profile, into tally: inout Tally) {
    let ending = profile.ending(of: edge.field)?.bytes
    let records = block.records
    for index in records.indices where !records[index].isStray {
      inspect(records[index], ending, into: &tally)
    }
  }

  private func inspect(_ record: Record, _ ending: [UInt8]?, into tally: inout Tally) {
    guard let range = edge.fault(in: record.text(of: edge.field), ending) else { return }
    tally.add(record, edge.field, range: range)
  }
}
