// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Checks
import Dataset
import Fixes
import Records
import Yams

/// Reads a rule file: YAML, strictly. Unknown keys, kinds and message holes are errors.
package struct RuleFile {
  /// The path below the rules folder, for messages and for the names that must agree.
  package let path: String
  package let text: String

  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// - Parameters:
  ///   - examples: whether to read the examples too; linting does without them, which halves the
  ///     time to start. They are the last key of a file.
  ///   - parameters: values of a configuration for the checks of some rules, by code.
  package func rule(
    examples: Bool = true, parameters: [String: RuleParameters] = [:]
  ) throws(AssayError) -> Rule {
    var file = try Parameters(root(examples: examples), subject: "the rule", file: path)
    let check = try check(&file)
    let examplesNode = file.node("examples")
    let rule = Rule(
      id: try file.string("id"), name: try file.string("name"),
      summary: try file.string("summary"), why: try file.string("why"),
      severity: try file.choice("severity"),
      isEnabled: try file.flag("enabled", default: true), check: check,
      message: try message(&file, check), help: try file.string("help"),
      repair: try repair(&file, check),
      isAboutGPT2Tokens: try file.flag("gpt2-tokens-only", default: false),
      original: try file.optionalChoice("original"), source: try file.optionalString("source"),
      examples: try examplesNode.map { node throws(AssayError) in
        try RuleExamples(node, file: path)
      } ?? RuleExamples(), path: path)
    try file.finish()
    guard let values = parameters[rule.id] else { return rule }
    return rule.with(check: try self.check(of: rule, with: values, examples: examples))
  }

  /// The rule's check with some parameters replaced.
  private func check(
    of rule: Rule, with values: RuleParameters, examples: Bool
  ) throws(AssayError) -> any Check {
    if let kind = values.members.first(where: { $0.key == "kind" }) {
      throw AssayError(
        "the kind of a check cannot be changed",
        at: Location(file: values.file, line: kind.node.mark?.line))
    }
    var file = try Parameters(root(examples: examples), subject: "the rule", file: path)
    var own = try Parameters(try file.requiredNode("check"), subject: "check", file: path)
    let type = type(of: rule.check)
    let known = own.takeRest().filter { $0.key != "kind" }
    let kept = known.filter { old in
      !values.members.contains { KebabCase.name($0.key) == KebabCase.name(old.key) }
    }
    let pairs = (kept + values.members).map { (Node($0.key), $0.node) }
    var merged = try Parameters(
      Node.mapping(Node.Mapping(pairs)), subject: "the parameters of \(rule.id)",
      file: values.file)
    do throws(AssayError) {
      let check = try type.init(&merged)
      try merged.finish()
      return check
    } catch {
      var error = error
      error.location =
        error.location?.line == nil
        ? Location(file: values.file, line: values.node.mark?.line) : error.location
      throw error
    }
  }

  private func root(examples: Bool) throws(AssayError) -> Node {
    let text = examples ? text : Self.withoutExamples(text)
    guard let node = try YAMLText.root(text, file: path) else {
      throw AssayError("the rule file is empty", at: Location(file: path))
    }
    return node
  }

  private static func withoutExamples(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      let end = bytes.firstOffset(of: Array("\nexamples:".utf8)) ?? bytes.count
      return String(decoding: bytes[..<end], as: UTF8.self)
    }
  }

  private func check(_ file: inout Parameters) throws(AssayError) -> any Check {
    let node = try file.requiredNode("check")
    var parameters = try Parameters(node, subject: "check", file: path)
    let kind = try parameters.string("kind")
    guard let type = CheckCatalog.kinds.first(where: { $0.isNamed(kind) }) else {
      throw parameters.unknown(
        kind, "kind of check", names: CheckCatalog.kinds.map { $0.kind }, place: node)
    }
    let check = try type.init(&parameters)
    try parameters.finish()
    return check
  }

  private func repair(
    _ file: inout Parameters, _ check: any Check
  ) throws(AssayError) -> Rule.Repair? {
    guard let node = file.node("fix") else { return nil }
    var parameters = try Parameters(node, subject: "fix", file: path)
    let kind = try parameters.string("kind")
    guard let type = FixCatalog.kinds.first(where: { Parameters.isName(kind, $0.kind) }) else {
      throw parameters.unknown(
        kind, "kind of fix", names: FixCatalog.kinds.map { $0.kind }, place: node)
    }
    var fix: any Fix = try type.init(&parameters)
    let grade: FixGrade = try parameters.choice("applicability")
    try parameters.finish()
    do throws(AssayError) {
      fix = try fix.paired(with: check)
    } catch {
      var placed = parameters.error(error.message, node)
      placed.remedy = error.remedy
      throw placed
    }
    return Rule.Repair(fix: fix, grade: grade)
  }

  private func message(
    _ file: inout Parameters, _ check: any Check
  ) throws(AssayError) -> MessageTemplate {
    let node = try file.requiredNode("message")
    guard let text = node.scalar?.string, let template = MessageTemplate(text) else {
      throw file.error("`message` must be text with closed braces", node)
    }
    let known = StandardHoles.names + type(of: check).holes
    if let stray = template.holes.first(where: { !known.contains($0) }) {
      throw file.unknown(stray, "hole in `message`", names: known, place: node)
    }
    return template
  }
}
