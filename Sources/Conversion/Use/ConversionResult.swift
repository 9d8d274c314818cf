// SPDX-License-Identifier: Apache-2.0

import AssayCore
package import JSON
import Platform

/// What became of a file.
package struct ConversionResult: Sendable {
  /// What the rows were, in words that follow `rows of`.
  package let shape: String
  package let target: ConversionTarget
  /// Rows that were read, and those that were written.
  package internal(set) var rowsIn = 0
  package internal(set) var rowsOut = 0
  package internal(set) var leftOut = LeftOut()

  /// The result as one object.
  package var json: JSONValue {
    [
      "shape": .string(shape), "to": .string(target.rawValue), "rows_in": .integer(rowsIn),
      "rows_out": .integer(rowsOut),
      "left_out": [
        "columns": .array(leftOut.columns.map(Self.json)),
        "keys": .array(leftOut.keys.map(Self.json)),
        "rows": .array(
          leftOut.obstacles.map { obstacle, item in
            [
              "reason": .string(item.name), "rows": .integer(item.rows),
              "first_row": .integer(item.firstRow), "first_line": .integer(item.firstLine),
              "help": JSONValue(obstacle.remedy(target)),
            ]
          }),
      ],
    ]
  }

  private static func json(_ item: LeftOut.Item) -> JSONValue {
    [
      "name": .string(item.name), "rows": .integer(item.rows), "example": .string(item.example),
      "first_row": .integer(item.firstRow), "first_line": .integer(item.firstLine),
    ]
  }

  /// What was left out, a line each.
  package var lines: [String] {
    let parts = leftOut.columns.map { ("column", $0) } + leftOut.keys.map { ("key", $0) }
    let things = parts.map { kind, item in
      "\(kind) `\(VisibleText.escaped(item.name))` of \(Plural.counted(item.rows, "row")), such as "
        + "\(VisibleText.escaped(item.example)) (row \(item.firstRow + 1))"
    }
    let rows = leftOut.obstacles.map { obstacle, item in
      "\(Plural.counted(item.rows, "row")): \(item.name) (the first is row \(item.firstRow + 1), line "
        + "\(item.firstLine))" + (obstacle.remedy(target).map { "; \($0)" } ?? "")
    }
    return things + rows
  }
}
