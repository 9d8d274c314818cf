// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Platform
import Providers
import Reports

/// `assay models providers`: what those who tune models for others say of it.
struct ModelsProvidersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "providers",
    abstract: "Shows limits and prices of fine-tuning, with their sources.",
    discussion: """
      The figures are carried in the program; each has a source, and the day on which that was read. \
      lint and stats use them for --model, or for the model in assay.yaml.

      Examples:
        assay models providers
        assay models providers --model gpt-4o-mini
        assay models providers --model azure/gpt-4.1 --format json
      """)

  @Option(help: "Show this model alone; azure/gpt-4.1 is that of one provider.")
  var model: String?

  @OptionGroup var reporting: ReportOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try reporting.replacing.require([reporting.output], apartFrom: [])
    let catalog = try ProviderCatalog.carried()
    if let model { try catalog.require(model) }
    try reporting.write(catalog.report(model: model), colored: output.colored)
  }
}
