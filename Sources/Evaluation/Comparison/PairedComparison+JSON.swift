// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
package import JSON

extension PairedComparison {
  /// The object that `assay compare --format json` prints.
  package func json(names: (String, String)) -> JSONValue {
    [
      "n": .integer(first.count),
      "a": .string(names.0),
      "b": .string(names.1),
      "shortened_rows": [
        "a": .integer(first.shortenedRows), "b": .integer(second.shortenedRows),
      ],
      "resamples": .integer(options.bootstrap),
      "figures": paired.json,
      "mcnemar": paired.mcNemarJSON,
      "slices": slices?.json ?? .null,
      "changed": .array(
        changedRows.map { change in
          [
            "row": .integer(change.row), "label": .string(change.label),
            "a": .string(change.first), "b": .string(change.second),
          ]
        }),
    ]
  }
}
