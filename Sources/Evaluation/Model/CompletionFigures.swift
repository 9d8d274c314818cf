// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import LanguageModel
import Platform
import Reports

/// How a language model does on the completions of known rows, whatever the task.
struct CompletionFigures: Sendable, Equatable {
  /// [rows] The log-probability of the completion given the prompt; nil where nothing could be
  /// predicted, for lack of a prompt.
  private(set) var logProbabilities: [Double?] = []
  /// [rows] Whether every token was the likeliest.
  private(set) var isRight: [Bool] = []
  /// [rows] The tokens of the completion that could be predicted.
  private(set) var tokens: [[ReportToken]] = []
  /// [rows] How many of these were the likeliest.
  private(set) var rightTokens: [Int] = []

  /// Adds a row by the score of its completion.
  /// - Parameter texts: those of its tokens; of the last ones where not all could be predicted.
  mutating func add(_ score: CompletionScore, texts: [String]) {
    let right = score.isLikeliest
    logProbabilities.append(right.isEmpty ? nil : score.logProbability)
    isRight.append(!right.isEmpty && right.allSatisfy { $0 })
    tokens.append(
      zip(texts.suffix(right.count), score.tokenLogProbabilities).map {
        ReportToken(text: $0, logProbability: Double($1))
      })
    rightTokens.append(right.count { $0 })
  }

  /// Those of some of the rows.
  func keeping(_ rows: [Int]) -> CompletionFigures {
    var kept = CompletionFigures()
    kept.logProbabilities = rows.map { logProbabilities[$0] }
    kept.isRight = rows.map { isRight[$0] }
    kept.tokens = rows.map { tokens[$0] }
    kept.rightTokens = rows.map { rightTokens[$0] }
    return kept
  }

  static let keys = ["perplexity", "mean_logprob", "sequence_accuracy", "token_accuracy"]

  /// Perplexity is exp of the mean loss per token of a completion. None when no row was added.
  var figures: [NamedFigure] {
    guard !logProbabilities.isEmpty else { return [] }
    let tokenCount = tokens.reduce(0) { $0 + $1.count }
    let predicted = logProbabilities.compactMap { $0 }
    guard tokenCount > 0 else {
      return Self.keys.map {
        NamedFigure($0, .undefined("no completion token has anything before it"))
      }
    }
    let sum = predicted.reduce(0, +)
    let rows = Double(predicted.count)
    let values = [
      exp(-sum / Double(tokenCount)), sum / rows, Double(isRight.count { $0 }) / rows,
      Double(rightTokens.reduce(0, +)) / Double(tokenCount),
    ]
    return zip(Self.keys, values).map { NamedFigure($0, .value($1)) }
  }
}
