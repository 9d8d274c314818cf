// SPDX-License-Identifier: Apache-2.0

import Analyzers
import ArgumentParser
import AssayCore
import Fixes
import RuleEngine
import Workflows

/// Whether labels become numbers, and which.
struct LabelOptions: ParsableArguments {
  @Flag(help: "Labels become ` 0`, ` 1`, ...; the map is written to STEM_prepared_labels.json.")
  var numberClasses = false

  @Option(help: "Number the classes by a map that --number-classes wrote.", completion: .file())
  var labels: String?

  /// Whether labels become numbers, and which.
  /// - Throws: `AssayError` when the map cannot be read.
  func numbering() throws(AssayError) -> LabelNumbering {
    guard let labels else { return numberClasses ? .byLabel : .none }
    return .map(try LabelMap(file: labels))
  }
}
