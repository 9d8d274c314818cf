// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Foundation
package import RuleEngine

extension RuleLibrary {
  /// The YAML files in and below a folder, by path.
  /// - Throws: `AssayError` when the folder cannot be read or holds no rule.
  package static func files(in folder: String) throws(AssayError) -> [RuleFile] {
    let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    let rules = paths.filter { $0.hasSuffix(".yaml") }.sorted()
    guard !rules.isEmpty else {
      throw AssayError(
        "there are no rule files", at: Location(file: folder),
        remedy: "Rule files end in .yaml; Rules/README.md shows one")
    }
    var files: [RuleFile] = []
    for path in rules {
      guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(path)") else {
        throw AssayError("cannot be read", at: Location(file: "\(folder)/\(path)"))
      }
      files.append(
        RuleFile(path: "\(folder)/\(path)", text: String(decoding: bytes, as: UTF8.self)))
    }
    return files
  }
}
