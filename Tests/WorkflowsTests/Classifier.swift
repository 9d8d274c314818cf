// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import JSON
import LanguageModel
import Training
import Workflows

/// A small classifier of tests: it tells `good ...` from `bad ...`.
struct Classifier {
  let folder: TemporaryFolder
  static let words = ["red", "slow", "kind", "loud", "blue", "fast"]

  init() throws {
    folder = try TemporaryFolder()
    try folder.writeSmallModel(positions: 24)
  }

  /// The prompt of a row, without a separator.
  static func prompt(_ row: Int) -> String {
    "\(row % 2 == 0 ? "good" : "bad") \(words[row % 6]) \(row)"
  }

  /// Rows as JSON Lines; gives the path.
  func rows(
    _ name: String, count: Int = 24, separator: String = " ->", _ label: (Int) -> String
  ) throws -> String {
    let lines = (0..<count).map { row in
      JSONValue.object([
        "prompt": .string(Self.prompt(row) + separator), "completion": .string(label(row)),
      ]).text()
    }
    return try folder.write(lines.joined(separator: "\n") + "\n", to: name)
  }

  /// Trains and gives the folder of the model.
  func train(
    _ file: String, _ change: (inout TrainingRequest) -> Void = { _ in }
  ) throws -> String {
    var request = TrainingRequest(trainingFile: file, model: folder.path("config.json"))
    request.output = folder.path("model")
    request.hyperparameters.epochs = 2
    request.hyperparameters.precision = .f32
    change(&request)
    _ = try TrainingRun(request, program: .init(version: "9", command: [])).perform()
    return folder.path("model")
  }
}
