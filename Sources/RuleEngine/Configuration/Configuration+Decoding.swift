// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Checks
import Yams

extension Configuration {
  /// Reads an `assay.yaml` strictly.
  /// - Parameters:
  ///   - path: the file's path as messages name it.
  ///   - folder: the file's folder: absolute, with a slash at its end.
  package init(text: String, path: String, folder: String) throws(AssayError) {
    self.init()
    self.path = path
    self.folder = folder
    guard let root = try YAMLText.root(text, file: path) else { return }
    var file = try Parameters(root, subject: "the configuration", file: path)
    select = try Self.codes(&file, "select")
    ignore = try Self.codes(&file, "ignore")
    fileIgnores = try Self.fileIgnores(&file)
    levels = try Self.levels(&file)
    parameters = try Self.parameters(&file)
    if let profile = try file.optionalChoice("profile", DataProfile.self) { self.profile = profile }
    model = try file.optionalString("model")
    maxTokens = try file.optionalInteger("max-tokens")
    provider = try file.optionalString("provider")
    promptColumn = try file.optionalString("prompt-column")
    promptTemplate = try file.optionalString("prompt-template")
    completionColumn = try file.optionalString("completion-column")
    separator = try file.optionalString("separator")
    stop = try file.optionalString("stop")
    tokenizer = try file.optionalString("tokenizer")
    rules = try file.optionalString("rules").map { resolved($0) }
    baseline = try file.optionalString("baseline").map { resolved($0) }
    suppressions = try file.optionalString("suppressions").map { resolved($0) }
    exclude = try Self.texts(&file, "exclude").map { FilePattern($0) }
    try file.finish()
  }

  private static func texts(
    _ file: inout Parameters, _ key: String
  ) throws(AssayError) -> [String] {
    var texts: [String] = []
    for node in try file.list(key) {
      guard let text = node.scalar?.string, !text.isEmpty else {
        throw file.error("`\(key)` must be a list of texts", node)
      }
      texts.append(text)
    }
    return texts
  }

  private static func codes(
    _ file: inout Parameters, _ key: String
  ) throws(AssayError) -> [String] {
    try texts(&file, key).map { $0.uppercased() }
  }

  private static func fileIgnores(
    _ file: inout Parameters
  ) throws(AssayError) -> [FileIgnore] {
    guard let node = file.node("per-file-ignores") else { return [] }
    var entries = try Parameters(node, subject: "`per-file-ignores`", file: file.file)
    var ignores: [FileIgnore] = []
    for member in entries.takeRest() {
      guard case .sequence(let sequence) = member.node else {
        throw entries.error("the codes of `\(member.key)` must be a list", member.node)
      }
      let codes = sequence.compactMap { $0.scalar?.string.uppercased() }
      ignores.append(FileIgnore(pattern: FilePattern(member.key), codes: codes))
    }
    return ignores
  }

  private static func levels(_ file: inout Parameters) throws(AssayError) -> [Level] {
    guard let node = file.node("severity") else { return [] }
    var entries = try Parameters(node, subject: "`severity`", file: file.file)
    var levels: [Level] = []
    for member in entries.takeRest() {
      let text = member.node.scalar?.string ?? ""
      let severity = Severity(rawValue: text)
      // YAML 1.1 would read a plain `off` as false; here it is the word that was written.
      guard severity != nil || text == "off" else {
        throw entries.unknown(
          text, "severity", names: Severity.allCases.map(\.rawValue) + ["off"], place: member.node)
      }
      levels.append(Level(code: member.key.uppercased(), severity: severity))
    }
    return levels
  }

  private static func parameters(
    _ file: inout Parameters
  ) throws(AssayError) -> [String: RuleParameters] {
    guard let node = file.node("parameters") else { return [:] }
    var entries = try Parameters(node, subject: "`parameters`", file: file.file)
    var parameters: [String: RuleParameters] = [:]
    for member in entries.takeRest() {
      var values = try Parameters(
        member.node, subject: "the parameters of \(member.key)", file: file.file)
      parameters[member.key.uppercased()] = RuleParameters(
        file: file.file, node: member.node, members: values.takeRest())
    }
    return parameters
  }
}
