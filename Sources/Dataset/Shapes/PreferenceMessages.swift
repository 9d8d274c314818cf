// SPDX-License-Identifier: Apache-2.0

package import JSON
package import Tables

/// The cells of a row of preferences as messages, whatever their form: lists of `role` and `content` or of
/// `from` and `value`, OpenAI's object of `messages`, a transcript, or a text.
package enum PreferenceMessages {
  private static let speakers = [
    "human": "user", "user": "user", "gpt": "assistant", "assistant": "assistant",
    "system": "system",
  ]

  /// The conversation that ends in an answer. An answer that holds what the user says is the whole.
  package static func conversation(prompt: [JSONValue], answer: [JSONValue]) -> [JSONValue] {
    answer.contains { $0["role"]?.string == "user" } ? answer : prompt + answer
  }

  /// The messages of a cell.
  /// - Parameter role: who says what is a text.
  package static func messages(_ cell: Bytes, _ kind: CellKind, role: String) -> [JSONValue] {
    let mayBeList = kind == .nested || kind == .text && cell.first == UInt8(ascii: "[")
    if mayBeList, let value = try? JSONParser.parse(cell),
      let list = value["messages"]?.array ?? value.array ?? value.object.map({ [.object($0)] }),
      kind == .nested || list.contains(where: { $0.object != nil })
    {
      return list.map(message)
    }
    let text = String(decoding: cell, as: UTF8.self)
    guard !cell.isBlank else { return [] }
    if let transcript = HumanTranscript(text) {
      return transcript.turns.map { message($0.role, $0.text) }
    }
    return [message(role, text)]
  }

  private static func message(_ role: String, _ text: String) -> JSONValue {
    ["role": .string(role), "content": .string(text)]
  }

  private static func message(_ turn: JSONValue) -> JSONValue {
    guard let speaker = turn["from"]?.string, let text = turn["value"]?.string,
      let role = speakers[speaker.lowercased()]
    else { return turn }
    return message(role, text)
  }
}
