// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
package import JSON

extension Assessment {
  /// The object that `assay assess --format json` prints.
  package func json(model: String) -> JSONValue {
    [
      "n": .integer(rows.count),
      "classes": .array(rows.classes.names.map { .string($0) }),
      "model": .string(model),
      "folds": .integer(options.folds),
      "seed": .integer(Int(clamping: options.seed)),
      "numbered_labels": .bool(rows.areNumbered),
      "shortened_rows": .integer(shortenedRows),
      "forecast": [
        "accuracy": accuracy.json, "macro_f1": macroF1.json,
        "linear_accuracy": linearAccuracy.json, "linear_macro_f1": linearMacroF1.json,
      ],
      "learning_curve": curveJSON,
      "label_noise": doubts.json,
      "evaluation": evaluation.json,
    ]
  }

  private var curveJSON: JSONValue {
    guard let accuracyCurve, let macroF1Curve else { return .null }
    return ["accuracy": json(accuracyCurve), "macro_f1": json(macroF1Curve)]
  }

  private func json(_ curve: LearningCurve) -> JSONValue {
    [
      "points": .array(
        curve.points.map {
          [
            "rows": .number($0.rows), "tested_rows": .integer($0.testedRows),
            "value": .number($0.value),
          ]
        }),
      "law": curve.law.map {
        [
          "floor": .number($0.floor), "scale": .number($0.scale),
          "exponent": .number($0.exponent),
        ]
      } ?? .null,
      "forecast": .array(
        forecastRows.compactMap { curve.forecast(rows: $0) }.map {
          [
            "rows": .integer($0.rows), "value": .number($0.value),
            "low": .number($0.interval.low), "high": .number($0.interval.high),
          ]
        }),
    ]
  }
}

extension Assessment.Forecast {
  fileprivate var json: JSONValue {
    [
      "value": .number(value), "low": JSONValue(interval?.low), "high": JSONValue(interval?.high),
      "folds": .array(folds.map { .number($0) }),
    ]
  }
}
