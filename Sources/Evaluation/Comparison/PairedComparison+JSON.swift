// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
package import JSON

extension PairedComparison {
  /// The object that `assay compare --format json` prints.
  package func json(names: (String, String)) -> JSONValue {
    paired.json(
      names: names, rows: first.count, slices: slices,
      changed: changedRows.map { change in
        [
          "row": .integer(change.row), "label": .string(change.label),
          "a": .string(change.first), "b": .string(change.second),
        ]
      })
  }
}
