// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Evaluation
package import JSON

extension DataDifference {
  /// The object that `assay diff --format json` prints. Rows count from 0.
  package var json: JSONValue {
    [
      "old": .string(old), "new": .string(new),
      "rows": [
        "old": .integer(oldRows), "new": .integer(newRows), "unchanged": .integer(unchanged),
        "added": .integer(count(.added)), "gone": .integer(count(.gone)),
        "edited": .integer(count(.edited)), "relabelled": .integer(count(.relabelled)),
      ],
      "columns": [
        "added": .array(addedColumns.map { .string($0) }),
        "gone": .array(goneColumns.map { .string($0) }),
      ],
      "changes": .array(
        changes.map { change in
          [
            "change": .string(change.kind.rawValue), "old": Self.json(change.old),
            "new": Self.json(change.new),
            "columns": .array(change.columns.map { .string($0) }),
          ]
        }),
      "findings": .array(
        findings.map {
          [
            "code": .string($0.code), "name": .string($0.name),
            "severity": .string($0.severity.rawValue), "message": .string($0.message),
            "old_rows": .integer($0.oldRows), "new_rows": .integer($0.newRows),
            "new_to_it": .integer($0.fresh),
          ]
        }),
      "classes": .array(
        classes.map {
          [
            "name": .string($0.name), "old_rows": .integer($0.oldRows),
            "new_rows": .integer($0.newRows), "old_share": .number($0.oldShare),
            "new_share": .number($0.newShare),
          ]
        }),
      "effect": effect?.json ?? .null,
    ]
  }

  private static func json(_ side: RowChange.Side?) -> JSONValue {
    guard let side else { return .null }
    return [
      "row": .integer(side.number), "line": .integer(side.line), "prompt": .string(side.prompt),
      "label": .string(side.label),
    ]
  }
}
