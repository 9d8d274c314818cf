// SPDX-License-Identifier: Apache-2.0

import JSON
import Platform
import Reports
import Tables

/// The values of a labeled row, the row's own and those that labeling adds, in each form.
struct ResultValues {
  private let classes: [String]
  /// Columns of the input with their places; empty where texts were given.
  private let own: [(name: String, place: Int)]
  private let columns: ResultColumns
  /// Whether cells are JSON values as they stand in the file.
  private let holdsJSON: Bool
  /// The characters of the longest class in a line of text.
  private let width: Int
  private static let mostWidth = 32

  init(_ predicting: Predicting, _ columns: ResultColumns) {
    classes = predicting.classes
    own = predicting.columns
    holdsJSON = predicting.format?.holdsLists ?? false
    self.columns = columns
    width = min(Self.mostWidth, max(6, classes.map(\.count).max() ?? 0))
  }

  /// The columns of the input; given texts have a column of their own.
  var ownNames: [String] { own.isEmpty ? ["text"] : own.map(\.name) }

  // MARK: Tables

  func texts(of row: LabeledRow) -> [String] {
    let fields = row.row.map { row in own.map { row.text($0.place) } } ?? [row.text]
    let prediction = row.prediction
    var added = [
      row.label.map { classes[$0] } ?? "",
      prediction.map { NumberText.fixed($0.probability, digits: 6) } ?? "",
      prediction.map { NumberText.fixed($0.margin, digits: 6) } ?? "",
    ]
    if columns.unsure != nil {
      added += [row.isUnsure ? "true" : "false", prediction.map { classes[$0.best] } ?? ""]
    }
    return fields + added
  }

  func cells(of row: LabeledRow) -> [RowsWorkbook.Cell] {
    let own: [RowsWorkbook.Cell] =
      row.row.map { row in self.own.map { cell(of: row, $0.place) } } ?? [.text(row.text)]
    let prediction = row.prediction
    var added: [RowsWorkbook.Cell] = [
      row.label.map { .text(classes[$0]) } ?? .blank,
      prediction.map { .share($0.probability) } ?? .blank,
      prediction.map { .share($0.margin) } ?? .blank,
    ]
    if columns.unsure != nil {
      added += [.truth(row.isUnsure), prediction.map { .text(classes[$0.best]) } ?? .blank]
    }
    return own + added
  }

  private func cell(of row: Row, _ column: Int) -> RowsWorkbook.Cell {
    let text = row.text(column)
    switch row.kind(column) {
    case .missing, .null: return .blank
    // A number with more digits than a workbook keeps stays whole as a text.
    case .number:
      guard let number = Double(text), text.utf8.count <= 15 else { return .text(text) }
      return .number(number)
    case .boolean: return .truth(text.lowercased() == "true")
    case .text, .nested, .error: return .text(text)
    }
  }

  // MARK: JSON

  /// The members of the input as they stand there, then those of the prediction.
  func json(of row: LabeledRow) -> [UInt8] {
    var members: [[UInt8]] = []
    if let input = row.row {
      for (name, place) in own {
        if let value = json(of: input, place) { members.append(Self.member(name, value)) }
      }
    } else {
      members.append(Self.member("text", .string(row.text)))
    }
    for (name, value) in added(row) { members.append(Self.member(name, value)) }
    return [UInt8(ascii: "{")] + members.joined(separator: [UInt8(ascii: ",")]) + [
      UInt8(ascii: "}")
    ]
  }

  private func added(_ row: LabeledRow) -> [(String, JSONValue)] {
    let prediction = row.prediction
    var members: [(String, JSONValue)] = [
      (columns.label, row.label.map { .string(classes[$0]) } ?? .null),
      (columns.probability, JSONValue(prediction?.probability)),
      (columns.margin, JSONValue(prediction?.margin)),
    ]
    if let unsure = columns.unsure { members.append((unsure, .bool(row.isUnsure))) }
    if let likeliest = columns.likeliest {
      members.append((likeliest, prediction.map { .string(classes[$0.best]) } ?? .null))
    }
    return members
  }

  /// A cell as JSON; nil where an object did not have it.
  private func json(of row: Row, _ column: Int) -> [UInt8]? {
    let text = row.text(column)
    switch row.kind(column) {
    case .missing: return holdsJSON ? nil : Array("null".utf8)
    case .null: return Array("null".utf8)
    case .number, .boolean, .nested:
      let isJSON = holdsJSON || (try? JSONParser.parse(Array(text.utf8), file: "")) != nil
      return isJSON ? Array(text.utf8) : Self.bytes(.string(text))
    case .text, .error: return Self.bytes(.string(text))
    }
  }

  private static func member(_ name: String, _ value: [UInt8]) -> [UInt8] {
    bytes(.string(name)) + [UInt8(ascii: ":")] + value
  }

  private static func member(_ name: String, _ value: JSONValue) -> [UInt8] {
    member(name, bytes(value))
  }

  private static func bytes(_ value: JSONValue) -> [UInt8] {
    var bytes: [UInt8] = []
    value.write(to: &bytes)
    return bytes
  }

  // MARK: Lines for people

  /// `refund   0.873  Where is my money?`
  func line(of row: LabeledRow) -> String {
    let name = row.prediction.map { classes[$0.best] } ?? "(blank)"
    let label = row.isUnsure ? "unsure" : name
    let probability = row.prediction.map { NumberText.fixed($0.probability, digits: 3) } ?? "     "
    let guess = row.isUnsure ? "\(name)? " : ""
    return "\(Self.fitted(label, to: width))  \(probability)  \(guess)\(Self.oneLine(row.text))\n"
  }

  private static func fitted(_ text: String, to width: Int) -> String {
    let shown = TerminalWidth.cut(VisibleText.escaped(text), to: width)
    return shown + String(repeating: " ", count: max(0, width - TerminalWidth.of(shown)))
  }

  private static func oneLine(_ text: String) -> String {
    VisibleText.escaped(text.split(whereSeparator: \.isNewline).joined(separator: " "))
  }
}
