// SPDX-License-Identifier: Apache-2.0

import AssayCore
import LanguageModel
import Testing

/// Scores of labels and completions against batches that hold each alone.
struct ScoringTests {
  let prompts: [[Int32]] = [[1, 2, 3], [4], [9, 8, 7, 6, 5, 4], []]

  private func alone(_ model: GPT2Model, _ prompt: [Int32], _ label: [Int32]) throws -> Double {
    var batch = PackedBatch()
    batch.append(prompt: prompt.isEmpty ? [0] : prompt, completion: label)
    return -(try model.evaluate(batch).loss)
  }

  @Test(
    arguments: [
      [[3], [4], [5]], [[3, 1], [4], [3, 2, 2], [22, 0]], [[7, 7, 7, 7]],
    ] as [[[Int32]]])
  func labelsScoreAsEachAlone(labels: [[Int32]]) throws {
    let model = try TinyModel.make()
    let rows = try LabelScorer(model: model, labels: labels).logProbabilities(prompts)
    #expect(rows.count == prompts.count)
    for (prompt, row) in zip(prompts, rows) {
      #expect(row.count == labels.count)
      for (label, score) in zip(labels, row) {
        #expect(abs(try alone(model, prompt, label) - score) < 1e-5)
      }
    }
  }

  @Test func probabilitiesOfAllTokensSumToOne() throws {
    let model = try TinyModel.make()
    let labels = (0..<Int32(TinyModel.configuration.vocabularySize)).map { [$0] }
    let rows = try LabelScorer(model: model, labels: labels).logProbabilities([[1, 2], [3]])
    for row in rows {
      let sum = row.reduce(0) { $0 + exponential($1) }
      #expect(abs(sum - 1) < 1e-5)
    }
  }

  /// e^x by its series, which is short enough for a test.
  private func exponential(_ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    for index in 1..<200 {
      term *= x / Double(index)
      sum += term
    }
    return sum
  }

  @Test func completionsScoreInOrder() throws {
    let model = try TinyModel.make()
    let pairs: [(prompt: [Int32], completion: [Int32])] = [
      ([1, 2], [3, 4, 5]), ([], [6, 7]), ([8], [9]), ([1], []),
    ]
    let scores = try CompletionScorer(model: model).score(pairs)
    #expect(scores.map(\.tokenLogProbabilities.count) == [3, 1, 1, 0])
    #expect(abs(scores[0].logProbability - (try alone(model, [1, 2], [3, 4, 5]))) < 1e-5)
    #expect(abs(scores[1].logProbability - (try alone(model, [6], [7]))) < 1e-5)
    #expect(abs(scores[2].logProbability - (try alone(model, [8], [9]))) < 1e-5)
  }

  @Test func alternativesAreTheLikeliestTokensOfEachPlace() throws {
    let model = try TinyModel.make()
    let scorer = CompletionScorer(model: model)
    let pairs: [(prompt: [Int32], completion: [Int32])] = [([1, 2], [3, 4]), ([], [6, 7, 8])]
    let plain = try scorer.score(pairs)
    #expect(plain.allSatisfy { $0.alternatives.isEmpty })
    let scores = try scorer.score(pairs, alternatives: 3)
    #expect(scores.map(\.alternatives.count) == [2, 2])
    for (pair, score) in zip(pairs, scores) {
      let tokens = pair.prompt + pair.completion
      for (place, found) in score.alternatives.enumerated() {
        let before = tokens.count - score.alternatives.count + place
        let all = try LabelScorer(
          model: model, labels: (0..<Int32(TinyModel.configuration.vocabularySize)).map { [$0] }
        ).logProbabilities([Array(tokens[..<before])])[0]
        let wanted = all.indices.sorted { all[$0] > all[$1] }.prefix(3)
        #expect(found.map { Int($0.token) } == Array(wanted))
        for one in found { #expect(abs(one.logProbability - all[Int(one.token)]) < 1e-5) }
        #expect(score.isLikeliest[place] == (found[0].token == tokens[before]))
      }
    }
    #expect(scores.map(\.tokenLogProbabilities) == plain.map(\.tokenLogProbabilities))
  }

  /// More than one batch.
  @Test func manyTextsAreScoredAsEachAlone() throws {
    let model = try TinyModel.make()
    var pairs: [(prompt: [Int32], completion: [Int32])] = []
    for index in 0..<Int32(900) {
      let prompt: [Int32] = [index % 23, 2, 3]
      let completion: [Int32] = [index % 19, index % 7, 4]
      pairs.append((prompt, completion))
    }
    let scorer = CompletionScorer(model: model)
    let scores = try scorer.score(pairs)
    let rows = try LabelScorer(model: model, labels: [[5, 6], [7]])
      .logProbabilities(pairs.map(\.prompt))
    let vectors = try Pooling.last.vectors(of: pairs.map(\.prompt), model: model)
    #expect(scores.count == 900 && rows.count == 900 && vectors.count == 900)
    for index in [0, 1, 450, 681, 682, 683, 898, 899] {
      let alone = try scorer.score([pairs[index]])[0]
      #expect(abs(alone.logProbability - scores[index].logProbability) < 1e-4)
      let row = try LabelScorer(model: model, labels: [[5, 6], [7]])
        .logProbabilities([pairs[index].prompt])[0]
      for (left, right) in zip(row, rows[index]) { #expect(abs(left - right) < 1e-4) }
      let vector = try Pooling.last.vectors(of: [pairs[index].prompt], model: model)[0]
      for (left, right) in zip(vector, vectors[index]) { #expect(abs(left - right) < 1e-4) }
    }
  }

  @Test func promptBeyondThePositionsIsRefused() throws {
    let model = try TinyModel.make()
    let scorer = try LabelScorer(model: model, labels: [[1, 2]])
    let longest = [Int32](repeating: 1, count: 15)
    #expect(try scorer.logProbabilities([longest]).count == 1)
    let error = #expect(throws: AssayError.self) {
      try scorer.logProbabilities([longest + [1, 1]])
    }
    #expect(error?.message.contains("16 positions") == true)
    #expect(throws: AssayError.self) { try LabelScorer(model: model, labels: [[1], []]) }
  }

  @Test func continuedSequencesTrainNoModel() throws {
    let model = try TinyModel.make()
    var batch = PackedBatch()
    batch.append([1, 2], targets: [])
    batch.append([3], continuing: 0, targets: [.init(position: 0, token: 4)])
    let gradients = try GradientStore(for: model)
    #expect(throws: AssayError.self) { try model.forwardBackward(batch, into: gradients) }
  }
}
