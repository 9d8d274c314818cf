// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import AssayCore
import HubFolders
import Platform

/// Which files of a folder of a data set are meant.
package struct HubFolderOptions: ParsableArguments {
  package init() {}

  @Option(
    help: ArgumentHelp(
      "The split of a data set's folder, as the Hugging Face hub has them: train, test and so on.",
      valueName: "split"))
  package var dataSplit: String?

  @Option(
    help: ArgumentHelp(
      "The configuration of a data set's folder; without it the only one, or the default.",
      valueName: "name"))
  package var dataConfig: String?

  private var isGiven: Bool { dataSplit != nil || dataConfig != nil }

  /// The files that arguments mean where a split or a configuration is asked for; else the arguments.
  package func files(_ arguments: [String]) throws(AssayError) -> [String] {
    guard isGiven else { return arguments }
    var files: [String] = []
    for argument in arguments {
      files += try folder(argument).files(config: dataConfig, split: dataSplit)
    }
    return files
  }

  /// The one file that an argument means: itself, or that of a folder's split.
  /// - Parameter preferred: the split where none is asked for.
  package func file(
    _ argument: String, preferring preferred: String? = nil
  ) throws(AssayError) -> String {
    guard isGiven || Files.isFolder(argument) else { return argument }
    return try one(argument, split: dataSplit, preferred: preferred)
  }

  /// The file to measure a run on: that of the split `validation`, whatever split is asked for.
  package func validationFile(_ argument: String) throws(AssayError) -> String {
    guard Files.isFolder(argument) else { return argument }
    return try one(argument, split: nil, preferred: "validation")
  }

  private func one(
    _ argument: String, split: String?, preferred: String?
  ) throws(AssayError) -> String {
    let files = try folder(argument).files(
      config: dataConfig, split: split, preferred: preferred)
    guard files.count == 1 else {
      throw AssayError(
        "the split has \(files.count) files, from \(files[0])", at: Location(file: argument),
        remedy: "Give its files with --as-one where the command has it, or write them as one file")
    }
    return files[0]
  }

  private func folder(_ argument: String) throws(AssayError) -> HubFolder {
    guard Files.isFolder(argument) else {
      throw AssayError(
        "is not a folder, so it has no splits", at: Location(file: argument),
        remedy: "Name the folder of a data set, or leave out --data-split and --data-config")
    }
    return try HubFolder(argument)
  }
}
