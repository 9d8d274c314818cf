// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
package import JSON
import Platform
import Records
import Reports
import Tables

/// Rules as pages to read.
package struct RulePages: Sendable {
  private let rules: [Rule]

  package init(_ rules: [Rule]) {
    self.rules = rules
  }

  /// One line a rule.
  package var list: String {
    rules.map { rule in
      let grade = rule.repair.map { "\($0.grade.rawValue) fix" } ?? ""
      return [
        Self.padded(rule.id, 8), Self.padded(rule.severity.rawValue, 8), Self.padded(grade, 11),
        rule.summary + Self.note(rule).map { " (\($0))" }.joined(),
      ].joined(separator: " ") + "\n"
    }.joined()
  }

  /// All that is known about each rule, as prose in lines of at most `width` terminal columns.
  package func explanations(width: Int) -> String {
    rules.map { explanation($0, min(width, 100)) }.joined(separator: "\n\n")
  }

  package var json: JSONValue {
    .array(
      rules.map { rule in
        [
          "code": .string(rule.id), "name": .string(rule.name),
          "severity": .string(rule.severity.rawValue), "enabled": .bool(rule.isEnabled),
          "summary": .string(rule.summary),
          "why": .string(rule.why), "help": .string(rule.help),
          "fix": rule.repair.map { .string($0.grade.rawValue) } ?? .null,
          "source": rule.source.map { .string($0) } ?? .null,
        ]
      })
  }

  package var markdown: String {
    let pages = rules.map { rule in
      var lines = ["## \(rule.id) \(rule.name)", "", rule.summary, "", "**Why.** \(rule.why)"]
      lines += ["", "**Severity** \(severity(rule)). **Fix** \(fix(rule)). \(rule.help)"]
      if let source = rule.source { lines += ["", "**Source.** \(source)"] }
      for example in rule.examples.fail.prefix(1) {
        lines += ["", "```"] + exampleLines(example) + ["```"]
      }
      return lines.joined(separator: "\n") + "\n"
    }
    return """
      # Rules

      One section a rule, from the rule's own file; its example is run as a test. Turn rules on and off
      by `--select` and `--ignore`, or in `assay.yaml`.

      \(index)

      \(pages.joined(separator: "\n"))
      """
  }

  /// A table of all rules that leads to their sections.
  private var index: String {
    let rows = rules.map { rule in
      let anchor = "\(rule.id.lowercased())-\(rule.name)"
      return "| [\(rule.id)](#\(anchor)) | \(severity(rule)) | "
        + "\(rule.repair?.grade.rawValue ?? "") | \(rule.summary) |"
    }
    return (["| rule | severity | fix | finds |", "|---|---|---|---|"] + rows)
      .joined(separator: "\n")
  }

  private func severity(_ rule: Rule) -> String {
    ([rule.severity.rawValue] + Self.note(rule)).joined(separator: ", ")
  }

  /// When the rule applies, where that is not always.
  private static func note(_ rule: Rule) -> [String] {
    if rule.isAboutPreparation { return ["told by `assay fix --profile openai` alone"] }
    return rule.isEnabled ? [] : ["off by default"]
  }

  private func explanation(_ rule: Rule, _ width: Int) -> String {
    var lines = ["\(rule.id) \(rule.name) (\(severity(rule)))", rule.summary]
    let parts = [
      ("Why", rule.why), ("What to do", rule.help), ("Fix", fix(rule)), ("Source", rule.source),
    ]
    for case (let title, let text?) in parts {
      lines += ["", title] + WrappedText.lines(text, indent: "  ", width: width)
    }
    if let example = rule.examples.fail.first {
      lines += ["", "Example"] + exampleLines(example).map { "  \($0)" }
    }
    if let example = rule.examples.pass.first {
      lines += ["", "Not meant"] + rowLines(example.input).map { "  \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func fix(_ rule: Rule) -> String {
    switch rule.repair?.grade {
    case .safe: "safe, made by `assay fix`"
    case .unsafe: "unsafe, made by `assay fix --unsafe-fixes`"
    case nil: "none"
    }
  }

  private func exampleLines(_ example: RuleExamples.Example) -> [String] {
    var lines = rowLines(example.input)
    if let fault = example.fault { lines.append("-> \(fault)") }
    lines += example.findings.map { "-> \($0.message)" }
    if let fixed = example.fixed {
      lines.append("fixed:")
      lines += fixed.prefix(Self.shownRows)
    }
    return lines
  }

  private static let shownRows = 5

  private func rowLines(_ input: RuleExamples.Input) -> [String] {
    if let text = input.text { return textLines(text, input) }
    var lines = jsonLines(input.rows)
    if input.times > 1 { lines.append("(\(input.times) times; {i} counts)") }
    if !input.against.isEmpty { lines += ["the other file:"] + jsonLines(input.against) }
    return lines
  }

  private func jsonLines(_ rows: [[RuleExamples.Cell]]) -> [String] {
    let lines = rows.prefix(Self.shownRows).map { row in
      var object = JSONObject()
      for cell in row { object.append(cell.column, cell.json) }
      return JSONValue.object(object).text()
    }
    return lines + (rows.count > Self.shownRows ? ["..."] : [])
  }

  /// A file as it stands, with its name.
  private func textLines(_ text: String, _ input: RuleExamples.Input) -> [String] {
    let all = text.split(separator: "\n", omittingEmptySubsequences: false)
    let lines = all.last == "" ? all.dropLast() : all[...]
    let name = "\(input.path ?? "a file")\(input.isLatin1 ? " (as ISO 8859-1)" : ""):"
    return [name] + lines.map { VisibleText.escaped(String($0)) }
      + (input.times > 1 ? ["(\(input.times) times)"] : [])
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

extension RuleExamples.Cell {
  fileprivate var json: JSONValue {
    switch kind {
    case .null, .missing: .null
    case .boolean: .bool(text == "true")
    case .number: Double(text).map { .number($0) } ?? .string(text)
    default: .string(text)
    }
  }
}
