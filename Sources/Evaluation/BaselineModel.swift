// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import JSON

/// Another model on the same rows, such as the one before it was tuned, to hold the figures against.
package struct BaselineModel: Sendable {
  /// As the user named it.
  package let name: String
  package let figures: [NamedFigure]

  package init(name: String, figures: [NamedFigure]) {
    self.name = name
    self.figures = figures
  }

  func value(_ key: String) -> Double? {
    figures.first { $0.key == key }?.figure.value
  }

  /// Its name and every figure.
  var json: JSONValue {
    var object = JSONObject()
    object.append("model", .string(name))
    for item in figures { object.append(item.key, JSONValue(item.figure.value)) }
    return .object(object)
  }
}
