// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CEmbedded
package import RuleEngine

/// The rules that come with assay, carried inside the binary, and the user's own.
package enum RuleLibrary {
  /// The rules of the binary and those of a folder.
  /// - Parameters:
  ///   - examples: whether to read the rules' examples too.
  ///   - parameters: values of a configuration for the checks of some rules, by code.
  /// - Throws: `AssayError` when a rule file is wrong or two rules have one code.
  package static func rules(
    addingFolder folder: String? = nil, examples: Bool = false,
    parameters: [String: RuleParameters] = [:]
  ) throws(AssayError) -> RuleSet {
    var files = embedded
    if let folder { files += try RuleLibrary.files(in: folder) }
    return try ruleSet(files, examples: examples, parameters)
  }

  /// The rules of a folder alone, with their examples.
  package static func rules(inFolder folder: String) throws(AssayError) -> RuleSet {
    try ruleSet(try files(in: folder), examples: true)
  }

  /// The rule files inside the binary.
  package static var embedded: [RuleFile] {
    var files: [RuleFile] = []
    var next = assay_embedded_rules()
    while let entry = next?.pointee, let path = entry.path {
      let bytes = UnsafeBufferPointer(start: entry.bytes, count: entry.size)
      files.append(
        RuleFile(path: String(cString: path), text: String(decoding: bytes, as: UTF8.self)))
      next = next?.successor()
    }
    return files
  }

  private static func ruleSet(
    _ files: [RuleFile], examples: Bool, _ parameters: [String: RuleParameters] = [:]
  ) throws(AssayError) -> RuleSet {
    var rules: [Rule] = []
    for file in files { rules.append(try file.rule(examples: examples, parameters: parameters)) }
    let set = try RuleSet(rules)
    for (code, values) in parameters where set.rule(code) == nil {
      throw AssayError(
        "there is no rule \(code) to give parameters to", at: values.location,
        remedy: set.nearest(to: code))
    }
    return set
  }
}
