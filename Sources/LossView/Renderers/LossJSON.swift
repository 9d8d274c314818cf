// SPDX-License-Identifier: Apache-2.0

package import JSON

/// Rows and their sum as JSON.
package enum LossJSON {
  package static func value(of row: RowView) -> JSONValue {
    [
      "row": .integer(row.number), "line": .integer(row.line),
      "trained": .integer(row.count(.trained)), "masked": .integer(row.count(.masked)),
      "cut": .integer(row.count(.cut)),
      "facts": .array(row.facts.map { .string($0.name) }),
      "tokens": .array(
        row.tokens.map { token in
          [
            "id": .integer(Int(token.id)), "text": .string(token.text),
            "fate": .string(token.fate.rawValue), "weight": .number(token.weight),
          ]
        }),
    ]
  }

  package static func value(
    of summary: LossSummary, file: String, rows: [JSONValue]
  ) -> JSONValue {
    [
      "file": .string(file), "n": .integer(summary.rows),
      "trained": .integer(summary.counts[.trained] ?? 0),
      "masked": .integer(summary.counts[.masked] ?? 0), "cut": .integer(summary.counts[.cut] ?? 0),
      "facts": .array(
        summary.found.map { fact, rows in
          [
            "name": .string(fact.name), "severity": .string(fact.isError ? "error" : "warning"),
            "message": .string(fact.message), "help": .string(fact.remedy),
            "rows": .array(rows.map { .integer($0) }),
          ]
        }),
      "rows": .array(rows),
    ]
  }
}
