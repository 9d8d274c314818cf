// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import JSON
package import Records

extension FixReport.Entry {
  /// A line of the report file.
  /// - Parameter origin: where the row stands, in a data set of several files.
  package func json(_ names: OutputNames, from origin: RowOrigin? = nil) -> JSONValue {
    var members: JSONObject = [
      "row": .integer(row), "line": .integer(line),
      "action": .string(newRow == nil ? "dropped" : "changed"),
      "codes": .array(codes.map { .string($0) }),
      "file": newRow == nil ? .null : .string(isValid ? names.valid ?? names.train : names.train),
      "new_row": newRow.map { .integer($0) } ?? .null,
    ]
    if let origin {
      members.append("from", ["file": .string(origin.file), "row": .integer(origin.row)])
    }
    return .object(members)
  }
}
