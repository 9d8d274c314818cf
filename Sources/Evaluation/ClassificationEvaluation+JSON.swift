// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
package import JSON

extension ClassificationEvaluation {
  /// The object that `assay eval --format json` prints. Its keys are a contract with scripts.
  package var json: JSONValue {
    var object = JSONObject()
    object.append("n", .integer(predictions.count))
    object.append("classes", .array(predictions.classes.names.map { .string($0) }))
    if let positiveClass { object.append("positive_class", .string(positiveClass)) }
    for item in figures { object.append(item.key, JSONValue(item.figure.value)) }
    object.append("threshold", .number(options.threshold))
    if let best = precisionRecall?.bestF1 {
      object.append("best_f1", ["threshold": .number(best.threshold), "f1": .number(best.f1)])
    }
    if let temperature { object.append("temperature", JSONValue(temperature.value)) }
    if let calibration {
      object.append(
        "calibration",
        [
          "file": .string(calibration.file), "temperature": .number(calibration.temperature),
        ])
    }
    object.append("baseline", baselineJSON)
    if let linearModel { object.append("linear_model", linearModel.json) }
    if let baselineModel { object.append("baseline_model", baselineModel.json) }
    if let sweep { object.append("threshold_sweep", json(sweep)) }
    object.append("confusion_matrix", confusionJSON)
    object.append("per_class", perClassJSON)
    object.append("top_confusions", .array(confusions.map { confusionJSON($0) }))
    if !slices.isEmpty { object.append("slices", slicesJSON) }
    if options.bootstrap > 0 { object.append("confidence_intervals", intervalsJSON) }
    object.append("notes", notesJSON)
    return .object(object)
  }

  private func json(_ sweep: ThresholdSweep) -> JSONValue {
    .array(
      sweep.rows.map {
        [
          "threshold": .number($0.threshold), "precision": .number($0.figures.precision),
          "recall": .number($0.figures.recall), "f1": .number($0.figures.f),
          "accuracy": .number($0.accuracy), "taken": .integer($0.taken),
        ]
      })
  }

  private var baselineJSON: JSONValue {
    [
      "class": .string(baseline.name), "accuracy": .number(baseline.accuracy),
      "macro_f1": .number(baseline.macroF1), "weighted_f1": .number(baseline.weightedF1),
    ]
  }

  private var confusionJSON: JSONValue {
    [
      "labels": .array(perClass.map { .string($0.name) }),
      "counts": .array(confusionMatrix.rows.map { .array($0.map { .integer($0) }) }),
    ]
  }

  private var perClassJSON: JSONValue {
    var object = JSONObject()
    for row in perClass {
      object.append(
        row.name,
        [
          "precision": .number(row.figures.precision), "recall": .number(row.figures.recall),
          "f1": .number(row.figures.f), "support": .integer(row.support),
        ])
    }
    return .object(object)
  }

  private func confusionJSON(_ confusion: Confusion) -> JSONValue {
    [
      "label": .string(predictions.classes[confusion.label]),
      "prediction": .string(predictions.classes[confusion.prediction]),
      "count": .integer(confusion.rows.count),
      "rows": .array(
        confusion.rows.prefix(20).map { .integer(predictions.number(of: $0)) }),
    ]
  }

  private var slicesJSON: JSONValue {
    var object = JSONObject()
    for slice in slices {
      object.append(
        slice.name,
        [
          "n": .integer(slice.count), "accuracy": .number(slice.accuracy),
          "macro_f1": .number(slice.macroF1), "weighted_f1": .number(slice.weightedF1),
        ])
    }
    return .object(object)
  }

  private var intervalsJSON: JSONValue {
    var object = JSONObject()
    for item in figures {
      guard let interval = intervals[item.key] else { continue }
      object.append(item.key, ["low": .number(interval.low), "high": .number(interval.high)])
    }
    return .object(object)
  }

  /// For each figure that is null, why.
  private var notesJSON: JSONValue {
    var object = JSONObject()
    for item in figures {
      if let reason = item.figure.reason { object.append(item.key, .string(reason)) }
    }
    if let reason = temperature?.reason { object.append("temperature", .string(reason)) }
    return .object(object)
  }
}
