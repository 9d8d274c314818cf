// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import JSON

extension Finding {
  /// The object that `--format json` and `--format jsonl` print; its keys are a contract.
  package var json: JSONValue { .object(jsonMembers) }

  var jsonMembers: JSONObject {
    var members = plainMembers
    guard places.contains(where: { $0.origin != nil }) else { return members }
    members.append("places", .array(places.map { $0.json(of: self) }))
    return members
  }

  private var plainMembers: JSONObject {
    [
      "code": .string(code),
      "name": .string(name),
      "severity": .string(severity.rawValue),
      "message": .string(message),
      "rows": .array(places.map { .integer($0.row) }),
      "row_count": .integer(rowCount),
      "line": places.first.map { .integer($0.line) } ?? .null,
      "field": field.map { .string($0) } ?? .null,
      "fix": fix.map { .string($0.rawValue) } ?? .null,
      "help": .string(help),
    ]
  }
}

extension Finding.Place {
  /// The place in its file, of a data set in several.
  fileprivate func json(of finding: Finding) -> JSONValue {
    [
      "file": .string(finding.file(of: self)), "row": .integer(rowInFile), "line": .integer(line),
    ]
  }
}
