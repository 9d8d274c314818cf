// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Records
import Workflows

/// What a repair would do to a file; nothing is written.
struct FixPreview {
  /// The changes of the first rows, in the manner of a unified diff.
  private var changes: [Substring] = []
  private var shownRows = 0
  private var moreRows = 0
  private let counts: FixReport

  /// - Parameter rows: of how many rows the changes are shown.
  init(_ wish: FixRequest, rows: Int) throws(AssayError) {
    var counting = wish
    counting.destination = .stream
    counts = try Fixing.run(counting).report
    var showing = wish
    showing.destination = .changes
    var texts: [String] = []
    _ = try Fixing.run(showing) { event throws(AssayError) in
      if case .changes(let text) = event { texts.append(text) }
    }
    for line in texts.joined().split(separator: "\n").dropFirst(2) { add(line, rows: rows) }
  }

  private mutating func add(_ line: Substring, rows: Int) {
    if line.hasPrefix("@@ ") { shownRows += 1 }
    if shownRows <= rows {
      changes.append(line)
    } else if line.hasPrefix("@@ ") {
      moreRows += 1
    }
  }

  var json: JSONValue {
    [
      "object": "fix.preview", "changes": .string(changes.joined(separator: "\n")),
      "more": .integer(moreRows), "rows_in": .integer(counts.rowsIn),
      "rows_out": .integer(counts.rowsOut),
    ]
  }
}
