// SPDX-License-Identifier: Apache-2.0

import Reports

/// How a figure is named, written and explained to people.
struct FigureNames {
  let name: String
  let style: ReportFigure.Style
  let meaning: String
  let isHeadline: Bool

  private init(_ name: String, _ style: ReportFigure.Style, _ meaning: String, headline: Bool) {
    self.name = name
    self.style = style
    self.meaning = meaning
    isHeadline = headline
  }

  /// The words for a key of the JSON contract; unknown keys speak for themselves.
  static func of(_ key: String) -> FigureNames {
    if let known = known[key] { return known }
    guard key.first == "f", let beta = Double(key.dropFirst()) else {
      return FigureNames(key, .share, "", headline: false)
    }
    let meaning =
      beta == 1
      ? "Precision and recall in one, as harmonic mean."
      : "F1 with recall counting \(NumberText.fixed(beta, digits: 2)) times as much as precision."
    return FigureNames("F\(key.dropFirst())", .share, meaning, headline: beta == 1)
  }

  private static let known: [String: FigureNames] = {
    func share(_ name: String, _ meaning: String, headline: Bool = false) -> FigureNames {
      FigureNames(name, .share, meaning, headline: headline)
    }
    func plain(_ name: String, _ meaning: String, headline: Bool = false) -> FigureNames {
      FigureNames(name, .plain, meaning, headline: headline)
    }
    return [
      "accuracy": share("Accuracy", "The share of rows that are right.", headline: true),
      "balanced_accuracy": share("Balanced accuracy", "The mean recall of the classes."),
      "macro_f1": share(
        "Macro F1", "The mean F1 of the classes, each counting the same.", headline: true),
      "micro_f1": share("Micro F1", "F1 of all classes' counts together."),
      "weighted_f1": share(
        "Weighted F1", "The mean F1 of the classes by their rows.", headline: true),
      "matthews_corrcoef": plain("Matthews correlation", "From -1 over 0, chance, to 1."),
      "cohen_kappa": plain("Cohen's kappa", "Agreement beyond chance, at most 1."),
      "log_loss": plain(
        "Log loss", "The mean surprise at the true class; less is better.", headline: true),
      "ece_15": share("Calibration error", "How far confidence is from accuracy, in 15 bins."),
      "brier": plain("Brier score", "The squared error of the probabilities; less is better."),
      "precision": share(
        "Precision", "The share of rows called positive that are.", headline: true),
      "recall": share("Recall", "The share of positive rows that were found.", headline: true),
      "auroc": share(
        "AUROC", "How often a positive row scores above a negative one.", headline: true),
      "auprc": share("AUPRC", "Average precision, as a sum of steps.", headline: true),
      "auroc_ovr_macro": share("AUROC, macro", "One class against the rest, mean over classes."),
      "auroc_ovr_weighted": share("AUROC, weighted", "The same, weighted by the classes' rows."),
      "top_3_accuracy": share("Top-3 accuracy", "The true class is among the three likeliest."),
      "perplexity": plain(
        "Perplexity", "exp of the mean loss per token of the completions; 1 is certain."),
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
  }()
}
