// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
package import JSON

extension PairedComparison {
  /// The object that `assay compare --format json` prints.
  package func json(names: (String, String)) -> JSONValue {
    var figures = JSONObject()
    for item in self.figures {
      figures.append(
        item.key,
        [
          "a": JSONValue(item.first.value), "b": JSONValue(item.second.value),
          "difference": JSONValue(item.difference), "low": JSONValue(item.interval?.low),
          "high": JSONValue(item.interval?.high),
        ])
    }
    return [
      "n": .integer(first.count),
      "a": .string(names.0),
      "b": .string(names.1),
      "shortened_rows": [
        "a": .integer(first.shortenedRows), "b": .integer(second.shortenedRows),
      ],
      "resamples": .integer(options.bootstrap),
      "figures": .object(figures),
      "mcnemar": [
        "only_a_right": .integer(mcNemar.onlyFirst), "only_b_right": .integer(mcNemar.onlySecond),
        "p_value": .number(mcNemar.pValue),
      ],
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
