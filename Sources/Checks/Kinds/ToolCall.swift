// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records
import ToolCalls

/// Calls of tools that are not whole, or not what the row's own tools ask for. The message shows the
/// place of the first, what belongs there and what stands there.
struct ToolCall: Check {
  static let kind = "tool-call"
  static let holes = ["fault"]
  private let fault: ToolCallFault.Kind

  init(_ parameters: inout Parameters) throws(AssayError) {
    fault = try parameters.choice("fault")
  }

  var analyzers: [any Analyzer] { [ToolCallFaults()] }

  func isNeeded(_ profile: Profile) -> Bool { false }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    guard let found = profile[ToolCallFaults.self]?[fault] else { return [] }
    let first = found.first
    let text =
      "in row \(found.firstRow + 1) at \(quoted(first.pointer.utf8)), expected \(first.expected), "
      + "found \(first.found)"
    return [Conclusion(places: found.places, rows: found.rows, values: ["fault": text])]
  }
}
