// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Checks
import Dataset
import JSON
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
    }
    self.findings = findings
    fault = fails ? try example.optionalString("fault") : nil
    if fails, findings.isEmpty, fault == nil {
      throw example.error("an example that fails states its `findings`")
    }
    fixed = fails ? try Self.fixed(&example) : nil
    try example.finish()
  }

  /// A row of prompt and completion may leave out what is empty; a chat is stated as it is written.
  private static func fixed(
    _ example: inout Parameters
  ) throws(AssayError) -> [String]? {
    guard let node = example.node("fixed") else { return nil }
    guard case .sequence(let sequence) = node else {
      throw example.error("`fixed` must be a list", node)
    }
    var lines: [String] = []
    for node in sequence {
      let row = node.json
      let keys = row.object?.members.map(\.key) ?? []
      if keys.contains(where: { Field(rawValue: $0) == nil }) {
        lines.append(row.text())
        continue
      }
      var pair = try Parameters(node, subject: "the fixed row", file: example.file)
      let prompt = try pair.optionalString("prompt") ?? ""
      let completion = try pair.optionalString("completion") ?? ""
      try pair.finish()
      let texts: JSONValue = ["prompt": .string(prompt), "completion": .string(completion)]
      lines.append(texts.text())
    }
    return lines
  }
}

extension RuleExamples.Input {
  init(_ example: inout Parameters) throws(AssayError) {
    text = try example.optionalString("text")
    path = try example.optionalString("file")
    isLatin1 = try example.flag("latin1", default: false)
    rows = try Self.rows(&example, "rows")
    guard !rows.isEmpty || text != nil else {
      throw example.error("an example has `rows` or `text`")
    }
    against = try Self.rows(&example, "against")
    labels = try example.strings("labels")
    notes = try Self.notes(&example)
    separator = try example.optionalString("separator")
    times = try example.integer("times", default: 1)
    let limit = try example.integer("max-tokens", default: 0)
    maxTokens = limit > 0 ? limit : nil
    maxBytes = try example.optionalInteger("max-bytes")
    let name = try example.optionalString("format") ?? TableFormat.jsonl.rawValue
    guard let format = TableFormat(rawValue: name) else {
      throw example.error("unknown format `\(name)`")
    }
    self.format = format
    guard text == nil || path != nil else {
      throw example.error("an example with `text` names the `file`, such as train.csv")
    }
  }

  private static func rows(
    _ example: inout Parameters, _ key: String
  ) throws(AssayError) -> [[RuleExamples.Cell]] {
    var rows: [[RuleExamples.Cell]] = []
    for node in try example.list(key) {
      var row = try Parameters(node, subject: "the row", file: example.file)
      rows.append(row.takeRest().map { RuleExamples.Cell(column: $0.key, $0.node) })
    }
    return rows
  }
}

extension RuleExamples.Input {
  /// What the reader of the file noted.
  private static func notes(_ example: inout Parameters) throws(AssayError) -> [ReadingNote] {
    var notes: [ReadingNote] = []
    for node in try example.list("notes") {
      var note = try Parameters(node, subject: "the note", file: example.file)
      let kind: ReadingNote.Kind = try note.choice("note")
      let detail = try note.optionalString("detail") ?? ""
      let row = try note.optionalInteger("row")
      let words = try note.optionalString("example") ?? ""
      try note.finish()
      let place = Location(file: "example", row: row, line: row.map { $0 + 1 })
      var result = ReadingNote(
        kind: kind, detail: detail, location: place, rows: row.map { [$0] } ?? [])
      result.example = words
      notes.append(result)
    }
    return notes
  }
}

extension RuleExamples.Cell {
  /// Quoted scalars are text; plain ones are what JSON would make of them, and text otherwise.
  init(column: String, _ node: Node) {
    self.column = column
    guard let scalar = node.scalar else {
      text = node.json.text()
      kind = .nested
      return
    }
    // What a formula of a workbook came to: `!error "#DIV/0!"`.
    if scalar.tag.description == "!error" {
      text = scalar.string
      kind = .error
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
