// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
import Platform
import Reports

extension ModelEvaluation {
  /// Writes a line for each row: a classifier's as `PredictionsFile` reads them, others with the
  /// wanted completion as `label`, the generated text as `prediction` where there is one.
  /// - Throws: `AssayError` when the file cannot be written.
  package func writePredictions(to path: String) throws(AssayError) {
    if let predictions { return try PredictionsFile.write(predictions, to: path) }
    let file = try AtomicFile(path: path)
    for row in 0..<rows.count {
      var bytes: [UInt8] = []
      line(row).write(to: &bytes)
      bytes.append(UInt8(ascii: "\n"))
      try file.write(bytes)
    }
    try file.commit()
  }

  private func line(_ row: Int) -> JSONValue {
    var object = JSONObject()
    object.append("label", .string(generation?.wanted[row] ?? rows.completions[row]))
    if let generation { object.append("prediction", .string(generation.texts[row])) }
    object.append("prompt", .string(rows.prompts[row]))
    object.append("logprob", JSONValue(completions.logProbabilities[row]))
    PredictionsFile.append(completions.tokens[row], to: &object)
    return .object(object)
  }
}

extension PredictionsFile {
  /// Adds `tokens` and `token_logprobs`, place by place.
  static func append(_ tokens: [ReportToken], to object: inout JSONObject) {
    object.append("tokens", .array(tokens.map { .string($0.text) }))
    object.append("token_logprobs", .array(tokens.map { JSONValue($0.logProbability) }))
  }
}
