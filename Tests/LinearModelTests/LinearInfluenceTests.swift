// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Platform
import Testing

@testable import LinearModel

@Suite struct LinearInfluenceTests {
  private let texts = (0..<60).map { "\(["good", "bad"][$0 % 2]) thing number \($0)" }
  private var labels: [Int] { texts.indices.map { $0 == 8 ? 1 : $0 % 2 } }

  private func influence() throws -> LinearInfluence {
    try LinearTrainer(texts: texts, labels: labels, classCount: 2, seed: 3).influence(strength: 4)
  }

  /// All that is pushed comes to what the model says, up to the digits of a Float.
  @Test func pushesAreTheLogOdds() throws {
    let influence = try influence()
    for text in ["good news", "bad news", "number 7", "a thing"] {
      let scores = influence.model.probabilities([text])
      let odds = log(scores[0, 1] / scores[0, 0])
      let sum = influence.pushes(text, from: 0, to: 1).reduce(0, +)
      #expect(abs(sum - odds) < 1e-3 * max(1, abs(odds)), "\(text): \(sum), \(odds)")
    }
  }

  /// It is the model that is trained with the same seed.
  @Test func theModelIsTheOneThatIsTrained() throws {
    let trained = try LinearTrainer(texts: texts, labels: labels, classCount: 2, seed: 3)
      .train(on: Array(texts.indices), strength: 4)
    #expect(try influence().model.parameters == trained.parameters)
  }

  /// The row with the wrong label pushes a good thing towards the other class more than any.
  @Test func theWrongLabelIsNamed() throws {
    let influence = try influence()
    let pushes = influence.pushes("good thing", from: 0, to: 1)
    #expect(pushes.indices.max { pushes[$0] < pushes[$1] } == 8)
    let back = influence.pushes("good thing", from: 1, to: 0)
    #expect(zip(pushes, back).allSatisfy { abs($0 + $1) < 1e-12 })
  }
}
