// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// What became text that was none, and what was lost, while JSON was read.
struct JSONFindings {
  /// Rows with a value that is null or absent.
  var gaps: [Int] = []
  /// Rows with a number, a truth value, a list or an object.
  var conversions: [Int] = []
  /// Rows with a key that stands twice.
  var repeatedKeys: [Int] = []
  var file: String

  var all: [Finding] {
    var findings: [Finding] = []
    add(
      gaps, "VAL002", "null-value", "missing values in", "became the text `None` or `nan`",
      &findings)
    add(
      conversions, "VAL003", "wrong-type", "values that are no text in",
      "were written as Python prints them", &findings)
    add(
      repeatedKeys, "JSON003", "repeated-key", "keys that stand twice in",
      "kept their last value only", &findings)
    return findings
  }

  private func add(
    _ rows: [Int], _ code: String, _ name: String, _ what: String, _ fate: String,
    _ findings: inout [Finding]
  ) {
    let rows = Set(rows).sorted()
    guard !rows.isEmpty else { return }
    findings.append(
      Finding(
        code: code, name: name, severity: .error,
        message: "\(what) \(rows.count) rows \(fate): rows \(RowList.text(rows))", file: file,
        rowCount: rows.count, help: "Give every row a prompt and a completion that are text"))
  }

  /// Fewer rows than lines: a row was broken over lines.
  static func brokenRows(file: String) -> Finding {
    Finding(
      code: "JSON002", name: "broken-row", severity: .error,
      message: "some rows are broken over lines; each line break became a comma, also inside text",
      file: file, help: "Write each row on a line of its own, with line breaks in text as \\n")
  }
}
