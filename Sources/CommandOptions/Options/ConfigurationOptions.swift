// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import Workflows

/// Where the configuration comes from.
package struct ConfigurationOptions: ParsableArguments {
  package init() {}

  @Option(
    help: "The configuration; without it the nearest assay.yaml in the file's folder or above.",
    completion: .file())
  package var config: String?

  @Flag(help: "Read no configuration file.")
  package var isolated = false

  @Option(help: "The model that will be trained: its token limit holds and its tokenizer counts.")
  package var model: String?

  @Option(
    help: "Who will train it, as openai or azure: its limits and prices go first.")
  package var provider: String?

  package func validate() throws {
    if isolated && config != nil {
      throw ValidationError("--isolated and --config contradict each other")
    }
  }

  /// Adds what was asked for.
  package func add(to options: inout CheckOptions) {
    options.configuration = config.map { .file($0) } ?? (isolated ? .none : .nearest)
    options.model = model
    options.provider = provider
  }
}
