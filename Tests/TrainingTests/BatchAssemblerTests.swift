// SPDX-License-Identifier: Apache-2.0

import LanguageModel
import Testing

@testable import Training

@Suite struct BatchAssemblerTests {
  private static func example(_ prompt: Int, _ completion: Int) -> TrainingExample {
    TrainingExample(
      prompt: (0..<prompt).map { Int32($0) }, completion: (0..<completion).map { Int32(10 + $0) })
  }

  private static func assembler(
    weight: Double = 0, examples: Int = 4, tokens: Int = 100
  ) -> BatchAssembler {
    var assembler = BatchAssembler(promptLossWeight: weight, maximumExamples: examples)
    assembler.maximumTokens = tokens
    return assembler
  }

  @Test("Row 84: targets are the completions after the token before")
  func targetsAreTheCompletionsAfterTheTokenBefore() {
    let batch = Self.assembler().assemble([Self.example(3, 2), Self.example(1, 1)], totalWeight: 2)
    let targets = batch.packed.targets
    #expect(targets.map(\.token) == [10, 11, 10])
    #expect(targets.map(\.weight) == [0.5, 0.5, 0.5])
    #expect(batch.completions == [0..<2, 2..<3])
  }

  @Test("Row 40: prompts are targets where they weigh something")
  func promptsAreTargetsWhereTheyWeighSomething() {
    let batch = Self.assembler(weight: 0.25).assemble([Self.example(3, 2)], totalWeight: 1)
    #expect(batch.packed.targets.map(\.token) == [1, 2, 10, 11])
    #expect(batch.packed.targets.map(\.weight) == [0.25, 0.25, 1, 1])
    #expect(batch.completions == [2..<4])
  }

  /// The first token of a completion without a prompt has nothing before it.
  @Test func aCompletionAloneLosesItsFirstTarget() {
    let batch = Self.assembler().assemble([Self.example(0, 3)], totalWeight: 1)
    #expect(batch.packed.targets.map(\.token) == [11, 12])
    #expect(batch.completions == [0..<2])
  }

  @Test func theWeightIsThatOfAllTargets() {
    let examples = [Self.example(3, 2), Self.example(0, 3), Self.example(1, 1)]
    #expect(Self.assembler().totalWeight(of: examples) == 5)
    #expect(Self.assembler(weight: 0.5).totalWeight(of: examples) == 6)
    #expect(Self.assembler().totalWeight(of: []) == 0)
  }

  @Test func passesAreCutByExamplesAndByTokens() {
    let examples = (0..<5).map { _ in Self.example(3, 1) }
    func counts(_ assembler: BatchAssembler) -> [Int] {
      assembler.passes(of: examples).map(\.count)
    }
    #expect(counts(Self.assembler(examples: 2)) == [2, 2, 1])
    #expect(counts(Self.assembler(examples: 5)) == [5])
    #expect(counts(Self.assembler(examples: 5, tokens: 8)) == [2, 2, 1])
    #expect(counts(Self.assembler(examples: 5, tokens: 11)) == [2, 2, 1])
    #expect(counts(Self.assembler(examples: 5, tokens: 3)) == [1, 1, 1, 1, 1])
    #expect(Self.assembler().passes(of: []).isEmpty)
  }
}

@Suite struct CriterionTests {
  private func figures(loss: Double?, accuracy: Double?) -> EvaluationFigures {
    EvaluationFigures(loss: loss, sequenceAccuracy: accuracy, tokenAccuracy: nil)
  }

  @Test func aLowerLossIsBetter() {
    let criterion = TrainingSettings.Criterion.validationLoss
    let one = figures(loss: 0.5, accuracy: 0.1)
    #expect(criterion.isBetter(one, than: nil) && criterion.isBetter(one, than: 0.6))
    #expect(!criterion.isBetter(one, than: 0.5) && !criterion.isBetter(one, than: 0.4))
    #expect(criterion.figure(of: one) == 0.5)
  }

  @Test func aHigherAccuracyIsBetter() {
    let criterion = TrainingSettings.Criterion.validationSequenceAccuracy
    let one = figures(loss: 0.5, accuracy: 0.7)
    #expect(criterion.isBetter(one, than: 0.6) && !criterion.isBetter(one, than: 0.7))
    #expect(!criterion.isBetter(one, than: 0.8) && criterion.figure(of: one) == 0.7)
  }

  @Test func whatIsUndefinedIsNeverBetter() {
    for figures in [figures(loss: nil, accuracy: nil), figures(loss: .nan, accuracy: .infinity)] {
      for criterion in TrainingSettings.Criterion.allCases {
        #expect(!criterion.isBetter(figures, than: nil))
      }
    }
  }
}
