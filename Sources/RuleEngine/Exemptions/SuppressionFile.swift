// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Checks
import Records
import Yams

/// Reads a file of suppressions: a YAML list, strictly.
package enum SuppressionFile {
  /// - Parameter codes: the codes of all rules; others are refused with the nearest.
  package static func suppressions(
    _ text: String, file: String, codes: [String]
  ) throws(AssayError) -> [Suppression] {
    guard let root = try YAMLText.root(text, file: file) else { return [] }
    guard case .sequence(let nodes) = root else {
      throw AssayError(
        "must be a list of suppressions", at: Location(file: file, line: 1),
        remedy: "Start each with `- file: ...`")
    }
    var suppressions: [Suppression] = []
    for node in nodes {
      var entry = try Parameters(node, subject: "the suppression", file: file)
      suppressions.append(try suppression(&entry, node, codes: codes))
      try entry.finish()
    }
    return suppressions
  }

  private static func suppression(
    _ entry: inout Parameters, _ node: Node, codes: [String]
  ) throws(AssayError) -> Suppression {
    let pattern = FilePattern(try entry.string("file"))
    let code = try entry.string("code")
    guard codes.contains(where: { $0.hasPrefix(code) }) else {
      throw entry.unknown(code, "code", names: codes, place: node)
    }
    let subject = try subject(&entry)
    let until = try entry.optionalString("until")
    if let until, until.wholeMatch(of: /\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])/) == nil {
      throw entry.error("`until` must be a day such as 2027-01-31", node)
    }
    return Suppression(
      pattern: pattern, code: code, subject: subject, reason: try entry.string("reason"),
      until: until, location: Location(file: entry.file, line: node.mark?.line))
  }

  private static func subject(_ entry: inout Parameters) throws(AssayError) -> Suppression.Subject {
    let row = try entry.optionalString("row")
    let text = try entry.optionalString("text")
    switch (row, text) {
    case (nil, nil): return .file
    case (nil, let text?): return .text(text)
    case (let row?, nil):
      guard let key = RowKey(text: row) else {
        throw entry.error("`row` must be the sixteen digits that `assay lint --verbose` shows")
      }
      return .row(key)
    default: throw entry.error("give `row` or `text`, not both")
    }
  }
}
