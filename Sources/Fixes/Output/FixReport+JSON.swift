// SPDX-License-Identifier: Apache-2.0

package import JSON
package import Records

extension FixReport.Entry {
  /// A line of the report file.
  package func json(_ names: OutputNames) -> JSONValue {
    [
      "row": .integer(row), "line": .integer(line),
      "action": .string(newRow == nil ? "dropped" : "changed"),
      "codes": .array(codes.map { .string($0) }),
      "file": newRow == nil ? .null : .string(isValid ? names.valid ?? names.train : names.train),
      "new_row": newRow.map { .integer($0) } ?? .null,
    ]
  }
}
