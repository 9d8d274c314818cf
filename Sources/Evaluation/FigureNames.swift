// SPDX-License-Identifier: Apache-2.0

import Reports

/// How a figure is named, written and explained to people.
struct FigureNames: Sendable {
  let name: String
  let style: ReportFigure.Style
  let meaning: String
  let isHeadline: Bool

  /// A share of all, from 0 to 1.
  static func share(_ name: String, _ meaning: String, headline: Bool = false) -> FigureNames {
    FigureNames(name: name, style: .share, meaning: meaning, isHeadline: headline)
  }

  /// Any other number.
  static func plain(_ name: String, _ meaning: String, headline: Bool = false) -> FigureNames {
    FigureNames(name: name, style: .plain, meaning: meaning, isHeadline: headline)
  }

  /// - Parameter key: the figure's key, such as `f0.5`.
  static func fBeta(_ beta: Double, key: String) -> FigureNames {
    let meaning =
      beta == 1
      ? "Precision and recall in one, as harmonic mean."
      : "F1 with recall counting \(NumberText.fixed(beta, digits: 2)) times as much as precision."
    return share(key.uppercased(), meaning, headline: beta == 1)
  }

  /// The words for a key of the JSON contract; unknown keys speak for themselves.
  static func of(_ key: String) -> FigureNames {
    if let known = ofClassifiers[key] ?? ofTexts[key] { return known }
    guard key.first == "f", let beta = Double(key.dropFirst()) else { return share(key, "") }
    return fBeta(beta, key: key)
  }

  /// Whether a smaller value is a better one.
  static func lessIsBetter(_ key: String) -> Bool {
    ["log_loss", "ece_15", "brier", "perplexity", "loss"].contains(key)
  }

  private static let ofClassifiers = MetricTable.classification(betas: []).reduce(into: [:]) {
    $0[$1.key] = $1.names
  }

  /// The figures of completions and of generated texts.
  private static let ofTexts = [
    "perplexity": plain(
      "Perplexity", "exp of the mean loss per token that was asked for; 1 is certain."),
    "loss": plain("Loss", "The mean negative log-probability of a token."),
    "mean_logprob": plain("Mean log-probability", "Of a whole completion, given its prompt."),
    "sequence_accuracy": share(
      "Sequence accuracy", "Completions of which every token is the likeliest."),
    "exact_match": share(
      "Exact match", "Generated texts that are the wanted one, but for space at the ends."),
    "normalized_match": share(
      "Normalized match", "The same but for case, punctuation and articles."),
    "token_f1": share("Token F1", "Words that generated and wanted text share."),
    "token_accuracy": share("Token accuracy", "Tokens of completions that are the likeliest."),
  ]
}
