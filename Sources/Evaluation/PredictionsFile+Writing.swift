// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import EvaluationMetrics
import JSON
import Platform

extension PredictionsFile {
  /// Writes predictions so that `read` gives them back.
  /// - Throws: `AssayError` when the file cannot be written.
  package static func write(
    _ predictions: ClassificationPredictions, to path: String
  ) throws(AssayError) {
    let file = try AtomicFile(path: path)
    for row in 0..<predictions.count {
      var bytes: [UInt8] = []
      line(predictions, row).write(to: &bytes)
      bytes.append(UInt8(ascii: "\n"))
      try file.write(bytes)
    }
    try file.commit()
  }

  private static func line(_ predictions: ClassificationPredictions, _ row: Int) -> JSONValue {
    let classes = predictions.classes
    var object = JSONObject()
    object.append("label", .string(classes[predictions.labels[row]]))
    object.append("prediction", .string(classes[predictions.predictions[row]]))
    if let scores = predictions.scores {
      var members = JSONObject()
      for index in 0..<classes.count { members.append(classes[index], .number(scores[row, index])) }
      object.append("scores", .object(members))
    }
    if let tokens = predictions.tokens { append(tokens[row], to: &object) }
    if let prompts = predictions.prompts { object.append("prompt", .string(prompts[row])) }
    return .object(object)
  }
}
