// SPDX-License-Identifier: Apache-2.0

import Metrics

#if canImport(Glibc)
  import Glibc
#endif

/// How a language model does on the completions of known rows, whatever the task.
struct CompletionFigures: Sendable, Equatable {
  /// [rows] The log-probability of the completion given the prompt; nil where nothing could be
  /// predicted, for lack of a prompt.
  private(set) var logProbabilities: [Double?] = []
  /// [rows] Whether every token was the likeliest.
  private(set) var isRight: [Bool] = []
  private var tokens = 0
  private var rightTokens = 0

  /// Adds a row by its completion's tokens.
  mutating func add(
    logProbabilities values: some Collection<Float>, isCorrect: some Collection<Bool>
  ) {
    let sum = values.reduce(0.0) { $0 + Double($1) }
    logProbabilities.append(values.isEmpty ? nil : sum)
    isRight.append(!isCorrect.isEmpty && isCorrect.allSatisfy { $0 })
    tokens += values.count
    rightTokens += isCorrect.count { $0 }
  }

  /// Perplexity is exp of the mean loss per token of a completion.
  var figures: [NamedFigure] {
    let predicted = logProbabilities.compactMap { $0 }
    guard tokens > 0 else {
      return ["perplexity", "mean_logprob", "sequence_accuracy", "token_accuracy"].map {
        NamedFigure($0, .undefined("no completion token has anything before it"))
      }
    }
    let sum = predicted.reduce(0, +)
    let rows = Double(predicted.count)
    return [
      NamedFigure("perplexity", .value(exp(-sum / Double(tokens)))),
      NamedFigure("mean_logprob", .value(sum / rows)),
      NamedFigure("sequence_accuracy", .value(Double(isRight.count { $0 }) / rows)),
      NamedFigure("token_accuracy", .value(Double(rightTokens) / Double(tokens))),
    ]
  }
}
