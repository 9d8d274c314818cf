// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import AssayCore
import ModelStore
import Platform
package import Service
package import ServiceStore

/// Where the service keeps files, jobs and models, and what its base models are.
package struct StoreOptions: ParsableArguments {
  package init() {}

  @Option(help: "The data folder; default $ASSAY_HOME, else ~/.local/share/assay.")
  package var dataDir: String?

  @Option(
    help: ArgumentHelp(
      "What a base model's name stands for: a preset, a model's folder or a fine-tuned model.",
      valueName: "name=model"))
  package var baseModel: [String] = []

  @Option(help: "The organization in the names of fine-tuned models; default personal.")
  package var organization: String?

  package func validate() throws {
    for text in baseModel {
      let parts = text.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else {
        throw ValidationError("--base-model takes NAME=MODEL, such as curie=models/gpt2")
      }
    }
    if let organization, organization.isEmpty || organization.contains(where: { $0 == "/" }) {
      throw ValidationError("--organization must be a word")
    }
  }

  package func folder() throws(AssayError) -> DataFolder {
    if let dataDir { return try DataFolder(path: dataDir) }
    return try DataFolder(path: LocalStore.standard().home)
  }

  /// The configuration that the server and the job commands share.
  package func configuration() throws(AssayError) -> ServiceConfiguration {
    var configuration = ServiceConfiguration()
    configuration.organization = organization
    configuration.workerCommand = [try Self.ownPath()]
    let own = try folder().path
    configuration.otherHomes = [try? LocalStore.standard().home].compactMap { $0 }
      .filter { $0 != own }
    for text in baseModel {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      configuration.baseModels[parts[0]] = parts[1]
    }
    return configuration
  }

  /// The jobs of the data folder.
  package func jobs() throws(AssayError) -> LocalJobs {
    try LocalJobs(folder: try folder(), configuration: try configuration())
  }

  /// This program as a runner of the same data folder.
  package func runnerCommand() throws(AssayError) -> [String] {
    let options = baseModel.flatMap { ["--base-model", $0] }
    let owner = organization.map { ["--organization", $0] } ?? []
    return [try Self.ownPath(), "jobs", "work", "--data-dir", try folder().path] + options + owner
  }

  /// A variable of the environment that is not empty.
  package static func variable(_ name: String) -> String? {
    Environment[name]
  }

  /// The path of this binary, which does the work of jobs too.
  private static func ownPath() throws(AssayError) -> String {
    guard let program = Machine.program else {
      throw AssayError("cannot find this program's own file")
    }
    return program
  }
}
