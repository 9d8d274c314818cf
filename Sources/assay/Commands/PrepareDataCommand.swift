// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import PrepareData

#if canImport(Glibc)
  import Glibc
#endif

/// What `assay fix --profile openai` runs.
struct PrepareDataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prepare-data",
    abstract: "Writes the files that openai tools fine_tunes.prepare_data writes.",
    shouldDisplay: false)

  @Argument(help: "A CSV, TSV, XLSX, JSON, JSONL or TXT file.")
  var file: String

  @Flag(help: "Accept all recommended fixes without asking.")
  var yes = false

  func run() throws {
    try OriginalPreparation.run(file: file, acceptsAll: yes)
  }
}
