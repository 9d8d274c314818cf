// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics

/// What a model made of rows whose completions are texts and no classes: how probable it finds them, what
/// it writes itself, or both.
package struct TextPredictions: Sendable, Equatable {
  /// [rows] What was asked; nil when it is not known.
  package var prompts: [String]?
  /// [rows] The text that was wanted.
  package private(set) var wanted: [String] = []
  /// [rows] What the model wrote; nil when it was not let.
  package var texts: [String]?
  /// [rows] A part of the data each row belongs to; nil when nobody asked.
  package var slices: [String]?
  /// Rows whose prompt was too long for the model and lost tokens.
  package var shortenedRows = 0
  /// [rows] How probable the wanted text is; nil where only what was written is known.
  package var scores: [Score]?

  /// How probable a text is.
  package struct Score: Sendable, Equatable {
    /// Nil where nothing could be predicted, for lack of a prompt.
    package let logProbability: Double?
    /// The tokens that were predicted.
    package let tokens: Int
    /// How many of them were the likeliest; nil when it is not known.
    package let likeliestTokens: Int?

    package init(logProbability: Double?, tokens: Int, likeliestTokens: Int?) {
      self.logProbability = logProbability
      self.tokens = tokens
      self.likeliestTokens = likeliestTokens
    }

    /// Whether every token was the likeliest; nil when it is not known.
    var isLikeliest: Bool? { likeliestTokens.map { tokens > 0 && $0 == tokens } }
  }

  package init(wanted: [String]) {
    self.wanted = wanted
  }

  package var count: Int { wanted.count }

  /// [rows] How close what was written is to what was wanted; nil when nothing was written.
  var matches: [TextMatch]? {
    texts.map { texts in zip(texts, wanted).map { TextMatch($0, wanted: $1) } }
  }

  /// The figures that are means over rows or over tokens, in the order in which they are shown.
  var measures: [RowMeasure] {
    let scored = (scores ?? []).map { ($0.logProbability, Double($0.tokens)) }
    var measures: [RowMeasure] = []
    if !scored.isEmpty {
      let sums = scored.map { $0.0 ?? 0 }
      measures = [
        RowMeasure("perplexity", sums.map { -$0 }, over: scored.map(\.1), isExponent: true),
        RowMeasure("mean_logprob", sums, over: scored.map { $0.0 == nil ? 0 : 1 }),
      ]
      let likeliest = (scores ?? []).compactMap(\.likeliestTokens)
      if likeliest.count == count {
        let right = (scores ?? []).map { $0.isLikeliest == true ? 1.0 : 0 }
        measures += [
          RowMeasure("sequence_accuracy", right, over: scored.map { $0.0 == nil ? 0 : 1 }),
          RowMeasure("token_accuracy", likeliest.map(Double.init), over: scored.map(\.1)),
        ]
      }
    }
    guard let matches else { return measures }
    let ones = [Double](repeating: 1, count: count)
    return measures + [
      RowMeasure("exact_match", matches.map { $0.isExact ? 1 : 0 }, over: ones),
      RowMeasure("normalized_match", matches.map { $0.isNormalized ? 1 : 0 }, over: ones),
      RowMeasure("token_f1", matches.map(\.tokenF1), over: ones),
    ]
  }

  /// [rows] Whether the model is right: it wrote the wanted text, else found each token of it the
  /// likeliest; nil where neither is known.
  var hits: [Bool]? {
    if let matches { return matches.map(\.isExact) }
    let known = (scores ?? []).compactMap(\.isLikeliest)
    return known.count == count ? known : nil
  }
}

extension ModelEvaluation {
  /// The same for rows that are no classes.
  package var texts: TextPredictions {
    var texts = TextPredictions(wanted: generation?.wanted ?? rows.completions)
    texts.prompts = rows.prompts
    texts.texts = generation?.texts
    texts.slices = rows.slices
    texts.shortenedRows = shortenedRows
    let figures = completions
    texts.scores = figures.logProbabilities.indices.map { row in
      TextPredictions.Score(
        logProbability: figures.logProbabilities[row], tokens: figures.tokens[row].count,
        likeliestTokens: figures.rightTokens[row])
    }
    return texts
  }
}
