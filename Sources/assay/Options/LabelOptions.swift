// SPDX-License-Identifier: Apache-2.0

import Analyzers
import ArgumentParser
import AssayCore
import Fixes
import Foundation
import JSON
import RuleEngine

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
    guard let bytes = FileManager.default.contents(atPath: labels) else {
      throw AssayError("cannot be read", at: Location(file: labels))
    }
    return .map(try LabelMap(JSONParser.parse(Array(bytes), file: labels), file: labels))
  }
}
