// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
package import AssayCore
import Console
import Workflows

/// What becomes of files that stand where results go; each command that writes a file has it.
package struct ReplacingOptions: ParsableArguments {
  package init() {}

  @Flag(help: "Replace files that exist; without it only after a question on a terminal.")
  package var overwrite = false

  /// To be called before the work begins.
  /// - Parameters:
  ///   - outputs: what will be written; nil ones are left out, `-` is standard output.
  ///   - inputs: all files that are read, and the models that are.
  /// - Throws: `AssayError` when an output is an input, or a file that nobody gave up.
  package func require(
    _ outputs: [String?], apartFrom inputs: [String?], models: [String?] = []
  ) throws(AssayError) {
    try OutputGuard.require(outputs, apartFrom: inputs, models: models)
    try OutputGuard.requireFree(outputs) { overwrite || Self.mayReplace($0) }
  }

  /// Asks a person, where there is one.
  package static func mayReplace(_ path: String) -> Bool {
    Confirmation.canAsk && Confirmation.ask("\(path) exists already. Replace it?")
  }
}
