// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Workflows

/// Where the configuration comes from.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    help: "The configuration; without it the nearest assay.yaml in the file's folder or above.",
    completion: .file())
  var config: String?

  @Flag(help: "Read no configuration file.")
  var isolated = false

  @Option(help: "The model that will be trained: its token limit holds and its tokenizer counts.")
  var model: String?

  @Option(
    help: "Who will train it: openai, azure or together; the file's size is held against it.")
  var provider: String?

  func validate() throws {
    if isolated && config != nil {
      throw ValidationError("--isolated and --config contradict each other")
    }
  }

  /// Adds what was asked for.
  func add(to options: inout CheckOptions) {
    options.configuration = config.map { .file($0) } ?? (isolated ? .none : .nearest)
    options.model = model
    options.provider = provider
  }
}
