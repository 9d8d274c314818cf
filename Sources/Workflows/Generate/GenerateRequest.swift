// SPDX-License-Identifier: Apache-2.0

/// Prompts to continue in the way of transformers' `generate`.
package struct GenerateRequest: Sendable {
  package var model: String
  package var prompts: TextSource
  package var parameters = GenerationParameters()
  /// A task whose `task_specific_params` in `config.json` count where nothing was asked for.
  package var task: String?
  package var stops: [String] = []
  /// Whether the prompt stands in the text.
  package var returnsFullText = true
  package var seed: UInt64?
  package var computing = ComputeRequest()

  package init(model: String, prompts: TextSource) {
    self.model = model
    self.prompts = prompts
  }
}
