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
  private var tokenCount = 0
  private var rightTokens = 0

  /// Adds a row by the score of its completion.
  /// - Parameter texts: those of its tokens; of the last ones where not all could be predicted.
  mutating func add(_ score: CompletionScore, texts: [String]) {
    let right = score.isLikeliest
    logProbabilities.append(right.isEmpty ? nil : score.logProbability)
    isRight.append(!right.isEmpty && right.allSatisfy { $0 })
    tokenCount += right.count
    tokens.append(
      zip(texts.suffix(right.count), score.tokenLogProbabilities).map {
        ReportToken(text: $0, logProbability: Double($1))
      })
    rightTokens += right.count { $0 }
  }

  static let keys = ["perplexity", "mean_logprob", "sequence_accuracy", "token_accuracy"]

  /// Perplexity is exp of the mean loss per token of a completion. None when no row was added.
  var figures: [NamedFigure] {
    guard !logProbabilities.isEmpty else { return [] }
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
      Double(rightTokens) / Double(tokenCount),
    ]
    return zip(Self.keys, values).map { NamedFigure($0, .value($1)) }
  }
}
