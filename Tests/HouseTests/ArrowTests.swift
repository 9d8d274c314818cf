// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

/// The rooms of the house from the ground up; a room may import only rooms of lower floors.
private let floors: [[String]] = [
  ["AssayCore"],
  ["Platform"],
  ["JSON", "EvaluationMetrics"],
  ["Tables", "Tokenizer", "Reports"],
  ["Dataset", "PrepareData", "LanguageModel"],
  ["Records", "OpenAIWire"],
  ["Analyzers"],
  ["Checks"],
  ["Fixes"],
  ["RuleEngine"],
  ["RuleLibrary", "Training"],
  ["Evaluation", "ModelStore"],
  ["Workflows"],
  ["Service"],
  ["assay"],
]

@Suite struct ArrowTests {
  @Test func importsPointDownOnly() throws {
    let floor = Dictionary(
      uniqueKeysWithValues: floors.enumerated().flatMap { level, rooms in
        rooms.map { ($0, level) }
      })
    for (room, level) in floor {
      for file in Checkout.files(below: "Sources/\(room)", endingIn: ".swift") {
        let text = try Checkout.text(of: "Sources/\(room)/\(file)")
        for imported in text.matches(of: /(?m)^\s*(?:\w+ )?import (\w+)/).map({ String($0.1) }) {
          guard let other = floor[imported] else { continue }
          #expect(other < level, "\(room)/\(file) imports \(imported), which is not below it")
        }
      }
    }
  }

  @Test func everySwiftFolderHasAFloor() throws {
    let folders = try FileManager.default
      .contentsOfDirectory(atPath: Checkout.root.appending(path: "Sources").path)
      .filter { !$0.hasPrefix("C") && !$0.hasPrefix(".") }
    #expect(folders.sorted() == floors.joined().sorted())
  }
}
