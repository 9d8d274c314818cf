// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records

/// Puts the edge of a text right: one space before a completion, none before a separator.
struct TrimEdges: Fix {
  static let kind = "trim-edges"
  let edge: WhitespaceEdge

  init(_ parameters: inout Parameters) throws(AssayError) {
    edge = try parameters.choice("edge")
  }

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    let edge = edge
    let ending = profile.ending(of: edge.field)?.bytes
    return FixStep(.whitespace, title) { record in
      let fault = record[edge.field].withUnsafeBufferPointer { edge.fault(in: $0, ending) }
      guard let fault else { return false }
      record[edge.field].replaceSubrange(fault, with: edge == .beforeSeparator ? [] : [0x20])
      return true
    }
  }

  private var title: String {
    edge == .beforeSeparator
      ? "remove spaces at the end of prompts" : "start each completion with one space"
  }
}
