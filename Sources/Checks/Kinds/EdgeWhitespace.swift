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
    let text = record.text(of: edge.field)
    guard let range = edge.fault(in: text, profile.ending(of: edge.field)?.bytes) else { return }
    tally.add(record, edge.field, range: range)
  }
}
