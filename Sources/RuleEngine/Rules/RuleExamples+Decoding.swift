// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Tables
import Yams

extension RuleExamples {
  init(_ node: Node, file: String) throws(AssayError) {
    var examples = try Parameters(node, subject: "examples", file: file)
    for node in try examples.list("fail") {
      fail.append(try Example(node, file: file, fails: true))
    }
    for node in try examples.list("pass") {
      pass.append(try Example(node, file: file, fails: false))
    }
    try examples.finish()
  }
}

extension RuleExamples.Example {
  init(_ node: Node, file: String, fails: Bool) throws(AssayError) {
    var example = try Parameters(node, subject: "the example", file: file)
    input = try RuleExamples.Input(&example)
    var findings: [RuleExamples.Expectation] = []
    if fails {
      for node in try example.list("findings") {
        findings.append(try RuleExamples.Expectation(node, file: file))
      }
      if findings.isEmpty { throw example.error("an example that fails states its `findings`") }
    }
    self.findings = findings
    fixed = fails ? try Self.fixed(&example) : nil
    try example.finish()
  }

  private static func fixed(
    _ example: inout Parameters
  ) throws(AssayError) -> [RuleExamples.Pair]? {
    guard let node = example.node("fixed") else { return nil }
    guard case .sequence(let sequence) = node else {
      throw example.error("`fixed` must be a list", node)
    }
    var pairs: [RuleExamples.Pair] = []
    for node in sequence {
      var pair = try Parameters(node, subject: "the fixed row", file: example.file)
      pairs.append(
        RuleExamples.Pair(
          prompt: try pair.optionalString("prompt") ?? "",
          completion: try pair.optionalString("completion") ?? ""))
      try pair.finish()
    }
    return pairs
  }
}

extension RuleExamples.Input {
  init(_ example: inout Parameters) throws(AssayError) {
    rows = try Self.rows(&example)
    times = try example.integer("times", default: 1)
    let limit = try example.integer("max_tokens", default: 0)
    maxTokens = limit > 0 ? limit : nil
    let name = try example.optionalString("format") ?? TableFormat.jsonl.rawValue
    guard let format = TableFormat(rawValue: name) else {
      throw example.error("unknown format `\(name)`")
    }
    self.format = format
  }

  private static func rows(
    _ example: inout Parameters
  ) throws(AssayError) -> [[RuleExamples.Cell]] {
    var rows: [[RuleExamples.Cell]] = []
    for node in try example.list("rows") {
      var row = try Parameters(node, subject: "the row", file: example.file)
      rows.append(row.takeRest().map { RuleExamples.Cell(column: $0.key, $0.node) })
    }
    guard !rows.isEmpty else { throw example.error("an example has `rows`") }
    return rows
  }
}

extension RuleExamples.Cell {
  /// Quoted scalars are text; plain ones are what JSON would make of them, and text otherwise.
  init(column: String, _ node: Node) {
    self.column = column
    guard let scalar = node.scalar else {
      text = (try? serialize(node: node, width: -1)) ?? ""
      kind = .nested
      return
    }
    text = scalar.style == .plain && scalar.string == "null" ? "" : scalar.string
    kind = scalar.style == .plain ? Self.kind(of: scalar.string) : .text
  }

  private static func kind(of plain: String) -> CellKind {
    switch plain {
    case "null": .null
    case "true", "false": .boolean
    default: Double(plain) != nil && plain.first?.isLetter != true ? .number : .text
    }
  }
}

extension RuleExamples.Expectation {
  init(_ node: Node, file: String) throws(AssayError) {
    var expectation = try Parameters(node, subject: "the finding", file: file)
    let nodes = try expectation.list("rows")
    rows = nodes.isEmpty ? nil : nodes.compactMap { Int($0.scalar?.string ?? "") }
    column = try expectation.optionalString("column")
    message = try expectation.string("message")
    try expectation.finish()
  }
}
