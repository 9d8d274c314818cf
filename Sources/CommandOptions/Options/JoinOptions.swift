// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
package import AssayCore
package import Workflows

/// Whether several files are one data set.
package struct JoinOptions: ParsableArguments {
  package init() {}

  @Flag(
    help:
      "Take all files, in the order given, for one data set, whose columns go by their names; rows are told by file and line."
  )
  package var asOne = false

  /// What is read: the files, or all of them as one.
  package func files(_ files: [DataFile]) -> [DataFile] {
    asOne && files.count > 1 ? [DataFile(joining: files)] : files
  }

  /// The one data set that a command takes.
  /// - Throws: `AssayError` when a folder or a pattern means no file.
  package func file(
    _ arguments: [String], _ folders: HubFolderOptions, options: CheckOptions
  ) throws(AssayError) -> DataFile {
    guard asOne else { return DataFile(try folders.file(arguments[0])) }
    return DataFile(joining: try Linting(options).files(try folders.files(arguments)))
  }

  /// - Throws: `ValidationError` when a command that takes one data set gets several.
  package func requireOne(_ arguments: [String]) throws {
    guard asOne || arguments.count == 1 else {
      throw ValidationError(
        "one file is read at a time; with --as-one several files are one data set")
    }
  }
}
