// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import JSON
import Tables

/// The rows of a file as examples: what shape they have, and which columns belong to it.
struct ShapedRows {
  let shape: DataShape
  private let request: ConversionRequest
  private let pairs: PairReader?
  private let half: PreferenceHalf
  /// The column that says whether an answer is a good one, as for KTO; nil where none does.
  private let flag: String?
  /// Columns that the examples are made of.
  private let used: Set<String>

  /// - Throws: `AssayError` where nobody knows what the columns mean.
  init(_ request: ConversionRequest, _ columns: FileColumns) throws(AssayError) {
    self.request = request
    let shape = try Self.shape(request, columns)
    self.shape = shape
    half = request.half ?? .better
    var used = shape.own(of: columns.names)
    if case .pairs(let found) = shape {
      pairs = PairReader(
        columns: found, promptTemplate: request.promptTemplate,
        completionTemplate: request.completionTemplate)
      self.flag = columns.flag.flatMap { used.contains($0) ? nil : $0 }
      if let promptTemplate = request.promptTemplate {
        used = Set(promptTemplate.columns).union([found.answer])
      }
      if let template = request.completionTemplate {
        used.remove(found.answer)
        used.formUnion(template.columns)
      }
    } else {
      pairs = nil
      self.flag = nil
    }
    if let flag = self.flag { used.insert(flag) }
    self.used = used
    try requireHalves()
  }

  private func requireHalves() throws(AssayError) {
    if case .preferences = shape { return }
    guard request.half != nil, flag == nil else { return }
    throw AssayError(
      "the rows are no preferences, so that there is no better half",
      at: Location(file: request.input), remedy: "Leave --half out")
  }

  private static func shape(
    _ request: ConversionRequest, _ file: FileColumns
  ) throws(AssayError) -> DataShape {
    let columns = file.names
    let named =
      [request.promptColumn, request.completionColumn].compactMap { $0 }
      + (request.promptTemplate?.columns ?? []) + (request.completionTemplate?.columns ?? [])
    if let missing = named.first(where: { !columns.contains($0) }) {
      throw unknown(
        "there is no column `\(missing)`", request, columns: columns, remedy: "Correct the name")
    }
    let usual = PairColumns(columns)
    let prompt = request.promptColumn ?? request.promptTemplate?.columns.first
    let answer = request.completionColumn ?? request.completionTemplate?.columns.first
    if prompt != nil || answer != nil {
      guard let prompt = prompt ?? usual?.instruction, let answer = answer ?? usual?.answer else {
        throw unknown(
          "the \(prompt == nil ? "prompts" : "completions") are not found", request,
          columns: columns,
          remedy: "Name them with --\(prompt == nil ? "prompt" : "completion")-column")
      }
      return .pairs(PairColumns(prompt: prompt, answer: answer))
    }
    guard let shape = DataShape(file.shaping) else {
      throw unknown(
        "nobody knows what the rows are by their columns", request, columns: columns,
        remedy: ForeignRows(columns)?.remedy
          ?? "Name them with --prompt-column and --completion-column")
    }
    return shape
  }

  private static func unknown(
    _ message: String, _ request: ConversionRequest, columns: [String], remedy: String
  ) -> AssayError {
    let names = Plural.listed(columns, most: 20) { "`\($0)`" }
    return AssayError(
      "\(message); the columns are \(names)", at: Location(file: request.input), remedy: remedy,
      code: .missingColumn)
  }

  /// The examples of a row, with what of it is left out.
  func examples(
    of row: Row, holdsLists: Bool, losses: inout LeftOut
  ) throws(ReadFault) -> [ConvertedExample] {
    let cells = RowCells(row: row, holdsLists: holdsLists)
    for (place, column) in row.batch.columns.enumerated() where !isKept(column) {
      if let text = cells.leftOut(place) { losses.addColumn(column, text) }
    }
    switch shape {
    case .conversations(let column):
      return [try conversation(cells, column, losses: &losses)]
    case .contents(let column): return [try contents(cells, column, losses: &losses)]
    case .preferences(let columns):
      return try halves(PreferenceReader(columns: columns), cells, losses: &losses)
    case .pairs: return try flagged(cells, &losses)
    case .texts(let column):
      guard let text = try cells.text(column), !text.utf8.isBlank else {
        throw .obstacle(.noAnswer)
      }
      return [ConvertedExample(.text(text))]
    }
  }

  /// Whether a column is a part of the examples or written beside them.
  private func isKept(_ column: String) -> Bool {
    used.contains(column) || request.keepsAllColumns || request.keptColumns.contains(column)
  }

  /// The columns that are written as they are beside the examples.
  func kept(of columns: [String]) -> [String] {
    request.keepsAllColumns ? columns.filter { !used.contains($0) } : request.keptColumns
  }

  private func conversation(
    _ cells: RowCells, _ column: String, losses: inout LeftOut
  ) throws(ReadFault) -> ConvertedExample {
    var messages = try MessageCells(cells).required(column, &losses)
    guard !messages.isEmpty else { throw .obstacle(.noMessages) }
    if let system = try cells.text("system"), !system.utf8.isBlank {
      if messages.first.map(ChatMessages.isInstruction) == true {
        losses.addColumn("system", system)
      } else {
        messages.insert(ChatMessages.message("system", system), at: 0)
      }
    }
    return ConvertedExample(.chat(messages), tools: try tools(cells))
  }

  /// The tools of a row, which may stand there as text.
  private func tools(_ cells: RowCells) throws(ReadFault) -> JSONValue? {
    if let tools = cells.value("tools") ?? cells.value("functions") { return tools }
    guard let text = try cells.text("tools"), !text.utf8.isBlank else { return nil }
    guard let tools = ToolList.parsed(.string(text)) else {
      throw .malformed(
        "the tools are not a JSON list", column: "tools",
        remedy: "Write the list of the functions that the model may call")
    }
    return tools
  }

  private func contents(
    _ cells: RowCells, _ column: String, losses: inout LeftOut
  ) throws(ReadFault) -> ConvertedExample {
    var messages = try MessageCells(cells).required(column, &losses)
    guard !messages.isEmpty else { throw .obstacle(.noMessages) }
    let parts = cells.value("systemInstruction")?["parts"]?.array ?? []
    let system = PairTexts.joined(parts.compactMap { $0["text"]?.string })
    if !system.isEmpty { messages.insert(ChatMessages.message("system", system), at: 0) }
    return ConvertedExample(.chat(messages), tools: cells.value("tools"))
  }

  private func halves(
    _ reader: PreferenceReader, _ cells: RowCells, losses: inout LeftOut
  ) throws(ReadFault) -> [ConvertedExample] {
    var examples: [ConvertedExample] = []
    for isBetter in [true, false] where half == .both || (half == .better) == isBetter {
      var example = try reader.example(cells, isBetter: isBetter, losses: &losses)
      if half == .both { example.isBetter = isBetter }
      examples.append(example)
    }
    return examples
  }

  /// A pair, with what a flag says of its answer.
  private func flagged(
    _ cells: RowCells, _ losses: inout LeftOut
  ) throws(ReadFault) -> [ConvertedExample] {
    guard let pairs else { return [] }
    var example = try pairs.example(cells, &losses)
    if let flag, let isBetter = try cells.text(flag).map({ $0.lowercased() == "true" }) {
      guard half == .both || (half == .better) == isBetter else { throw .obstacle(.otherHalf) }
      if half == .both { example.isBetter = isBetter }
    }
    return [example]
  }
}
