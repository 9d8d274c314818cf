// SPDX-License-Identifier: Apache-2.0

import Analyzers
package import ArgumentParser
package import AssayCore
import Fixes
package import RuleEngine
import Workflows

/// Whether labels become numbers, and which.
package struct LabelOptions: ParsableArguments {
  package init() {}

  @Flag(help: "Labels become ` 0`, ` 1`, ...; the map is written to STEM_prepared_labels.json.")
  package var numberClasses = false

  @Option(help: "Number the classes by a map that --number-classes wrote.", completion: .file())
  package var labels: String?

  /// Whether labels become numbers, and which.
  /// - Throws: `AssayError` when the map cannot be read.
  package func numbering() throws(AssayError) -> LabelNumbering {
    guard let labels else { return numberClasses ? .byLabel : .none }
    return .map(try LabelMap(file: labels))
  }
}
