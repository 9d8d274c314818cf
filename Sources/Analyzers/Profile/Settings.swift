// SPDX-License-Identifier: Apache-2.0

package import Dataset
import Records

/// What the user says about the data and the model; nil is found out from the data.
package struct Settings: Sendable {
  package var names = ColumnNames()
  package var task: TrainingTask?
  /// The separator that prompts are to end with.
  package var separator: String?
  /// The stop sequence that completions are to end with.
  package var stop: String?
  /// Replaces the token limit of the rules.
  package var maxTokens: Int?
  /// How many bytes a provider takes.
  package var maxBytes: Int?
  /// The labels that a classification may have; empty: any.
  package var labels: Set<String> = []
  /// Analyzers that know what rules cannot say, such as the files to be kept apart.
  package var analyzers: [any Analyzer] = []
  /// By what the task and the endings are found.
  package var facts = FactRules.standard
  package var threads = 1
  package var tokenizer: (any TokenCounter)?
  /// What begins a function that a chat may call.
  package var functionStart = ChatTokens.FunctionStart.ofLater
  /// Whether another tokenizer than the model's counts.
  package var countsAreEstimates = false
  /// What training the model costs; nil where it is not known.
  package var trainingPrice: TrainingPrice?

  package init() {}
}
