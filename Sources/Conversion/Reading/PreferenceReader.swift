// SPDX-License-Identifier: Apache-2.0

import Dataset
import JSON

/// Reads preferences: a prompt and two answers, each a text or a list of messages. Answers may hold the
/// prompt too.
struct PreferenceReader {
  let columns: PreferenceColumns

  func example(
    _ cells: RowCells, isBetter: Bool, losses: inout LeftOut
  ) throws(ReadFault) -> ConvertedExample {
    let column = isBetter ? columns.better : columns.worse
    let lists = MessageCells(cells)
    let prompt = try prompt(cells, &losses)
    if let answer = try lists.messages(column, &losses) {
      // An answer that starts with what the user says is the whole conversation.
      let isWhole = answer.contains { $0["role"]?.string == "user" }
      return ConvertedExample(
        .chat(isWhole ? answer : prompt.messages + answer), tools: prompt.tools)
    }
    guard let answer = try cells.text(column), !answer.utf8.isBlank else {
      throw .obstacle(.noAnswer)
    }
    if let whole = Transcript.messages(answer) { return ConvertedExample(.chat(whole)) }
    guard let text = prompt.text else {
      let reply = ChatMessages.message("assistant", answer)
      return ConvertedExample(.chat(prompt.messages + [reply]), tools: prompt.tools)
    }
    return ConvertedExample(.pair(PairTexts(instruction: text, answer: answer)))
  }

  /// What both answers answer.
  private struct Prompt {
    var text: String?
    var messages: [JSONValue] = []
    var tools: JSONValue?
  }

  private func prompt(
    _ cells: RowCells, _ losses: inout LeftOut
  ) throws(ReadFault) -> Prompt {
    var prompt = Prompt()
    prompt.tools = cells.value("tools")
    guard let column = columns.prompt else { return prompt }
    let lists = MessageCells(cells)
    let value = cells.value(column)
    // OpenAI has the messages in an object, beside the tools.
    if let messages = value?["messages"] {
      prompt.messages = try lists.messages(messages, column, losses: &losses) ?? []
      prompt.tools = value?["tools"] ?? prompt.tools
      for member in value?.object?.members ?? []
      where !["messages", "tools"].contains(member.key) {
        losses.addKey("\(column).\(member.key)", member.value)
      }
      return prompt
    }
    if let messages = try lists.messages(column, &losses) {
      prompt.messages = messages
      return prompt
    }
    let text = try cells.text(column) ?? ""
    if let transcript = Transcript.messages(text) {
      prompt.messages = transcript
      return prompt
    }
    prompt.text = text
    prompt.messages = text.utf8.isBlank ? [] : [ChatMessages.message("user", text)]
    return prompt
  }
}
