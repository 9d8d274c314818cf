// SPDX-License-Identifier: Apache-2.0

import Dataset
import JSON
import Tables

/// Reads rows that are a prompt, in one column or several, and its answer: as texts, or as lists of
/// messages.
struct PairReader {
  let columns: PairColumns
  let promptTemplate: PromptTemplate?
  let completionTemplate: PromptTemplate?

  func example(
    _ cells: RowCells, _ losses: inout LeftOut
  ) throws(ReadFault) -> ConvertedExample {
    if promptTemplate == nil, completionTemplate == nil,
      let chat = try chat(cells, &losses)
    {
      return ConvertedExample(.chat(chat), tools: cells.value("tools"))
    }
    guard let answer = try answer(cells, &losses) else { throw .obstacle(.noAnswer) }
    var pair = PairTexts(instruction: "", answer: answer)
    if let promptTemplate {
      pair.instruction = try Self.fill(promptTemplate, cells)
    } else {
      pair.instruction = try cells.text(columns.instruction) ?? ""
      let others = columns.parts.filter { $0 != columns.instruction }
      var texts: [String] = []
      for column in others { texts.append(try cells.text(column) ?? "") }
      pair.input = PairTexts.joined(texts)
      pair.system = try columns.system.flatMap { system throws(ReadFault) in try cells.text(system)
      }
      .flatMap { $0.utf8.isBlank ? nil : $0 }
      if let history = columns.history { pair.history = try turns(cells, history) }
    }
    return ConvertedExample(.pair(pair))
  }

  /// Texts that a template makes, with the space that it starts with.
  private static func fill(
    _ template: PromptTemplate, _ cells: RowCells
  ) throws(ReadFault) -> String {
    let (bytes, kind) = template.fill(cells.row)
    if kind == .nested || kind == .error {
      // The cell itself says what is wrong with it.
      for column in template.columns { _ = try cells.text(column) }
    }
    let start = template.text.prefix { $0.isWhitespace }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.isEmpty ? "" : start + text
  }

  private func answer(
    _ cells: RowCells, _ losses: inout LeftOut
  ) throws(ReadFault) -> String? {
    if let completionTemplate { return try Self.fill(completionTemplate, cells) }
    let column = columns.answer
    guard column.lowercased() == "answers", let value = cells.value(column) else {
      return try cells.text(column)
    }
    return first(of: value, column, losses: &losses)
  }

  /// The first of several answers, as SQuAD has them: `{"text": [...]}`, or a list.
  private func first(
    of value: JSONValue, _ column: String, losses: inout LeftOut
  ) -> String? {
    let texts = (value["text"]?.array ?? value.array ?? []).compactMap { item in
      item.string ?? item["text"]?.string
    }
    let others = Set(texts).subtracting(texts.prefix(1))
    if !others.isEmpty {
      losses.addKey("\(column)[]", .array(others.sorted().map(JSONValue.string)))
    }
    if let start = value["answer_start"] { losses.addKey("\(column).answer_start", start) }
    return texts.first
  }

  private func turns(
    _ cells: RowCells, _ column: String
  ) throws(ReadFault) -> [PairTexts.Turn] {
    var turns: [PairTexts.Turn] = []
    for turn in cells.value(column)?.array ?? [] {
      guard let pair = turn.array, pair.count == 2, let question = pair[0].string,
        let answer = pair[1].string
      else {
        throw .malformed(
          "a turn is not a pair of texts", column: column,
          remedy: "Write each earlier turn as a list of a question and its answer")
      }
      turns.append(PairTexts.Turn(question: question, answer: answer))
    }
    return turns
  }

  /// Prompt and answer as lists of messages, as TRL has them; nil where they are texts.
  private func chat(
    _ cells: RowCells, _ losses: inout LeftOut
  ) throws(ReadFault) -> [JSONValue]? {
    guard columns.parts.count == 1 else { return nil }
    let reader = MessageCells(cells)
    guard let answer = try reader.messages(columns.answer, &losses) else { return nil }
    let before = try reader.messages(columns.instruction, &losses)
    if let before { return before + answer }
    let prompt = try cells.text(columns.instruction) ?? ""
    return (prompt.isEmpty ? [] : [ChatMessages.message("user", prompt)]) + answer
  }
}
