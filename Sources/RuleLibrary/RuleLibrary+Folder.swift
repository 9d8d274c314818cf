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
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    for path in rules.map({ prefix + $0 }) {
      guard let bytes = FileManager.default.contents(atPath: path) else {
        throw AssayError("cannot be read", at: Location(file: path))
      }
      files.append(
        RuleFile(path: path, text: String(decoding: bytes, as: UTF8.self)))
    }
    return files
  }
}
