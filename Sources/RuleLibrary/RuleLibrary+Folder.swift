// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Platform
package import RuleEngine

extension RuleLibrary {
  /// The YAML files in and below a folder, by path.
  /// - Throws: `AssayError` when the folder cannot be read or holds no rule.
  package static func files(in folder: String) throws(AssayError) -> [RuleFile] {
    let rules = Files.paths(below: folder).filter { $0.hasSuffix(".yaml") }
    guard !rules.isEmpty else {
      throw AssayError(
        "there are no rule files", at: Location(file: folder),
        remedy: "Rule files end in .yaml; Rules/README.md shows one")
    }
    var files: [RuleFile] = []
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    for path in rules.map({ prefix + $0 }) {
      files.append(
        RuleFile(path: path, text: String(decoding: try Files.read(path), as: UTF8.self)))
    }
    return files
  }

  /// The rules of a folder alone, with their examples, and all that keeps others from being read:
  /// faults of files, and codes that another rule of the folder or of the binary has.
  /// - Throws: `AssayError` when the folder cannot be read or holds no rule file.
  package static func examine(
    folder: String
  ) throws(AssayError) -> (rules: [Rule], errors: [AssayError]) {
    var rules: [Rule] = []
    var errors: [AssayError] = []
    var paths = builtInPaths
    for file in try files(in: folder) {
      do throws(AssayError) {
        let rule = try file.rule()
        if let other = paths[rule.id], Files.name(of: other) != Files.name(of: file.path) {
          throw RuleSet.taken(rule.id, by: other, path: file.path)
        }
        paths[rule.id] = file.path
        rules.append(rule)
      } catch {
        errors.append(error)
      }
    }
    return (rules, errors)
  }

  /// The files of the binary's rules by code.
  private static var builtInPaths: [String: String] {
    Dictionary(
      embedded.map { (Files.name(of: $0.path).prefix { $0 != "-" }.description, $0.path) },
      uniquingKeysWith: { first, _ in first })
  }
}
