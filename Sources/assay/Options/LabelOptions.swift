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

  /// Whether labels become numbers.
  var isNumbering: Bool { numberClasses || labels != nil }

  /// The map to use for a file with these labels.
  func map(for profile: RuleEngine.Profile, file: String) throws(AssayError) -> LabelMap {
    guard let labels else {
      guard !profile.labels.isEmpty else {
        throw AssayError(
          "there are too many different completions to be classes", at: Location(file: file),
          remedy: "Leave out --number-classes, or check --completion-column")
      }
      return LabelMap(numbering: profile.labels.map(\.text))
    }
    guard let bytes = FileManager.default.contents(atPath: labels) else {
      throw AssayError("cannot be read", at: Location(file: labels))
    }
    return try LabelMap(JSONParser.parse(Array(bytes), file: labels), file: labels)
  }
}
