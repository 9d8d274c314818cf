// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CEmbedded
import Dispatch
package import RuleEngine
import Synchronization

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
    if folder == nil, !examples, parameters.isEmpty { return try standard.get() }
    var files = embedded
    if let folder { files += try RuleLibrary.files(in: folder) }
    return try ruleSet(files, examples: examples, parameters: parameters)
  }

  /// The rules of the binary as they are, read once.
  private static let standard = Result { () throws(AssayError) in
    try ruleSet(embedded, examples: false)
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
    _ files: [RuleFile], examples: Bool, parameters: [String: RuleParameters] = [:]
  ) throws(AssayError) -> RuleSet {
    let set = try RuleSet(try read(files, examples, parameters: parameters))
    for (code, values) in parameters where set.rule(code) == nil {
      throw AssayError(
        "there is no rule \(code) to give parameters to", at: values.location,
        remedy: set.nearest(to: code))
    }
    return set
  }

  /// Reads the files on all cores: reading YAML is most of what a lint of a small file takes.
  private static func read(
    _ files: [RuleFile], _ examples: Bool, parameters: [String: RuleParameters]
  ) throws(AssayError) -> [Rule] {
    let results = Mutex([Result<Rule, AssayError>?](repeating: nil, count: files.count))
    DispatchQueue.concurrentPerform(iterations: files.count) { index in
      let result = Result { () throws(AssayError) in
        try files[index].rule(examples: examples)
      }
      results.withLock { $0[index] = result }
    }
    var rules: [Rule] = []
    for (file, result) in zip(files, results.withLock { $0 }) {
      guard let rule = try result?.get() else { continue }
      let isChanged = parameters[rule.id] != nil
      rules.append(
        isChanged ? try file.rule(examples: examples, parameters: parameters) : rule)
    }
    return rules
  }
}
