// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Console
import JSON
import LanguageModel
import ModelStore
import Platform
import Training

/// Models as text for people.
enum ModelText {
  /// One line a model, in columns; nothing when there is none.
  static func table(_ models: [StoredModel]) -> String {
    guard !models.isEmpty else { return "" }
    let rows =
      [["name", "parameters", "size", "from", "made"]]
      + models.map { model in
        [
          model.name, count(model.parameters), size(model.bytes), model.origin ?? "-",
          model.created.map { String($0.prefix(10)) } ?? "-",
        ]
      }
    return TextColumns.table(rows, numbers: [1, 2])
  }

  /// One line an unfinished run, in columns.
  static func table(_ runs: [UnfinishedRun]) -> String {
    let rows = runs.map { run in
      [run.name, size(run.bytes), run.isAtWork ? "at work" : "stopped"]
    }
    return TextColumns.table([["unfinished run", "size", "state"]] + rows, numbers: [1])
  }

  /// A model with all that its record says.
  static func page(_ model: StoredModel) -> String {
    var lines = [("name", model.name), ("folder", model.folder)]
    if let shape = model.configuration {
      lines.append(
        (
          "shape",
          "\(shape.layers) layers, \(shape.heads) heads, width \(shape.width), "
            + "\(Plural.grouped(shape.positions)) positions, \(Plural.grouped(shape.vocabularySize)) tokens"
        ))
      lines.append(("head", shape.isClassifier ? "\(shape.classes.count) classes" : "tokens"))
    } else {
      lines.append(("shape", "linear, \(Plural.counted(model.classes?.count ?? 0, "class"))"))
    }
    lines += [("parameters", count(model.parameters)), ("size", size(model.bytes))]
    if let record = model.record { lines += recordLines(record.json) }
    return TextColumns.pairs(lines, width: Terminal.outputIsTerminal ? Terminal.width : nil)
  }

  /// The members of an object, a line each.
  static func page(_ values: JSONValue) -> String {
    TextColumns.pairs((values.object?.members ?? []).map { ($0.key, $0.value.text()) })
  }

  private static func recordLines(_ record: JSONValue) -> [(String, String)] {
    var lines: [(String, String)] = []
    func add(_ label: String, _ value: JSONValue?) {
      if let value, value != .null { lines.append((label, text(value))) }
    }
    for key in ["created", "assay"] { add(key, record[key]) }
    for key in ["hub", "name", "revision", "commit"] {
      add("source \(key)", record["source"]?[key])
    }
    if let words = record["command"]?.array?.compactMap(\.string) {
      // Where the program stands on this machine says nothing about the model.
      lines.append(("command", ShellWord.command(Array(words.dropFirst()))))
    }
    for key in ["base", "task", "classes", "class_names", "separator", "stop"] {
      add(key, record[key])
    }
    for part in ["training", "validation"] {
      for member in record["data"]?[part]?.object?.members ?? [] {
        // The start of a hash tells files apart; all of it is in the form for programs.
        let isHash = member.key == "sha256"
        let start = member.value.string.map { JSONValue.string("\($0.prefix(16))…") }
        add("\(part) \(member.key)", isHash ? start : member.value)
      }
    }
    for part in ["settings", "figures"] {
      for member in record[part]?.object?.members ?? [] {
        // How many epochs were wanted, and how many were made.
        let name = part == "figures" && member.key == "epochs" ? "epochs made" : member.key
        add(name, member.value)
      }
    }
    return lines
  }

  private static func text(_ value: JSONValue) -> String {
    if let figure = value.double, value.integer == nil { return figureText(figure) }
    if let text = value.string, !text.contains(where: \.isNewline), text.last != " " {
      return text
    }
    return value.text()
  }

  /// With the four digits that people read.
  private static func figureText(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return "\(value)" }
    let scale = pow(10, max(0, 3 - floor(log10(abs(value)))))
    return scale.isFinite ? "\((value * scale).rounded() / scale)" : "\(value)"
  }

  /// `124.4 M`
  private static func count(_ number: Int) -> String {
    switch number {
    case ..<100_000: Plural.grouped(number)
    case ..<1_000_000_000: "\(oneDecimal(Double(number) / 1e6)) M"
    default: "\(oneDecimal(Double(number) / 1e9)) G"
    }
  }

  /// `548.1 MB`
  static func size(_ bytes: Int) -> String {
    switch bytes {
    case ..<100_000: "\(oneDecimal(Double(bytes) / 1e3)) kB"
    case ..<1_000_000_000: "\(oneDecimal(Double(bytes) / 1e6)) MB"
    default: "\(oneDecimal(Double(bytes) / 1e9)) GB"
    }
  }

  private static func oneDecimal(_ value: Double) -> String {
    "\((value * 10).rounded() / 10)"
  }
}
