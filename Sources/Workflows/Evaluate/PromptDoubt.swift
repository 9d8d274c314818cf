// SPDX-License-Identifier: Apache-2.0

import Evaluation
import JSON
package import ModelStore
import Training

/// What is doubtful about asking a model otherwise than it was trained.
package struct PromptDoubt: Sendable {
  /// What every prompt of the training file ended in, if that is known.
  private let separator: String?
  /// What every completion ended in; nil for classes, which end by themselves.
  private let stop: String?
  /// Whether it has learned prompts and completions, and no conversations.
  private let isOfPairs: Bool

  package init(_ record: ModelRecord?) {
    separator = record?.separator
    stop = record?.classes == nil ? record?.stop : nil
    let training = record?.json["data"]?["training"]?.object
    isOfPairs =
      training != nil && record?.task != TrainingObjective.languageModel.rawValue
      && (training?["answers"] ?? .null) == .null
  }

  /// Sentences about prompts that do not end as those of the training file, and about an answer that is
  /// not ended where those of the training file ended.
  /// - Parameters:
  ///   - stops: the texts that end an answer.
  ///   - limit: the most tokens of an answer. One token is looked at, not read to its end.
  package func sentences(
    about prompts: [String], stops: [[UInt8]], limit: Int
  ) -> [String] {
    let prompt = prompts.lazy.compactMap(sentence).first
    return [prompt, limit > 1 ? sentence(aboutStops: stops) : nil].compactMap { $0 }
  }

  /// A sentence about a conversation for a model that has learned none; nil where nobody knows better.
  package var sentenceAboutChat: String? {
    isOfPairs
      ? "the model was trained on prompts and completions and has seen no conversation: its answer may"
        + " be about something else" : nil
  }

  private func sentence(about prompt: String) -> String? {
    var preparation = RowPreparation()
    preparation.separator = separator
    guard preparation.lacksSeparator(prompt), let separator else { return nil }
    return "the prompt does not end in `\(separator)`, as all prompts of the model's training file"
      + " did: the answer may be about something else"
  }

  private func sentence(aboutStops stops: [[UInt8]]) -> String? {
    guard let stop, !stop.isEmpty else { return nil }
    let ends = stops.contains { !$0.isEmpty && Array(stop.utf8).firstRange(of: $0) != nil }
    return ends
      ? nil
      : "`\(stop)` is not given as stop, and all completions of the model's training file ended in"
        + " it: the text may go on behind its end"
  }
}
