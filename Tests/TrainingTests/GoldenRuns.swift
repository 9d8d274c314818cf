// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSON
import Training

/// What Hugging Face gave; see `Tests/Oracles/make/training_golden.py`.
struct GoldenRuns {
  let examples: [TrainingExample]
  let schedules: [JSONValue]
  let runs: [JSONValue]

  init() throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent()
    let file = tests.appending(path: "Fixtures/training-golden.json")
    let golden = try JSONParser.parse(Array(Data(contentsOf: file)), file: file.path)
    examples = (golden["examples"]?.array ?? []).map { row in
      let sides = row.array?.map { side in
        (side.array ?? []).compactMap { $0.integer.map(Int32.init) }
      }
      return TrainingExample(prompt: sides?[0] ?? [], completion: sides?[1] ?? [])
    }
    schedules = golden["schedules"]?.array ?? []
    runs = golden["runs"]?.array ?? []
  }

  /// The folder of the tiny model the runs start from.
  static var modelFolder: String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "LanguageModelTests/Fixtures/tiny-gpt2").path
  }
}

extension JSONValue {
  /// The numbers of an array member.
  func numbers(_ key: String) -> [Double] {
    (self[key]?.array ?? []).compactMap(\.double)
  }
}
