// SPDX-License-Identifier: Apache-2.0

import Dataset
import JSON

/// An example in the shape that is asked for.
struct TargetObject {
  let target: ConversionTarget
  let isConversational: Bool

  /// The members of an example in their order; what the shape cannot hold is noted.
  /// - Throws: `Obstacle` where the row cannot be written.
  func members(
    _ example: ConvertedExample, _ losses: inout LeftOut
  ) throws(Obstacle) -> JSONObject {
    var object = try own(example, &losses)
    if let isBetter = example.isBetter { object.append("label", .bool(isBetter)) }
    return object
  }

  private func own(
    _ example: ConvertedExample, _ losses: inout LeftOut
  ) throws(Obstacle) -> JSONObject {
    switch target {
    case .messages: return try Self.messages(example)
    case .promptCompletion where isConversational: return try Self.conversational(example)
    case .promptCompletion: return try Self.pair(example, &losses)
    case .alpaca: return try Self.alpaca(example, &losses)
    case .shareGPT: return try Self.shareGPT(example, &losses)
    case .text: return ["text": .string(try Self.text(example, &losses))]
    }
  }

  private static func messages(_ example: ConvertedExample) throws(Obstacle) -> JSONObject {
    let messages = try example.messages()
    guard !messages.isEmpty else { throw .noMessages }
    var object: JSONObject = ["messages": .array(messages.map(ToolList.withTexts))]
    if let tools = example.tools { object.append("tools", ToolList.wrapped(tools)) }
    return object
  }

  /// The last message is the completion, all before it the prompt.
  private static func conversational(_ example: ConvertedExample) throws(Obstacle) -> JSONObject {
    let messages = try example.messages()
    guard let last = messages.last, ChatMessages.isAnswer(last) else { throw .noAnswer }
    guard messages.count > 1 else { throw .noPrompt }
    var object: JSONObject = [
      "prompt": .array(messages.dropLast().map(ToolList.withTexts)),
      "completion": [ToolList.withTexts(last)],
    ]
    if let tools = example.tools { object.append("tools", ToolList.wrapped(tools)) }
    return object
  }

  private static func pair(
    _ example: ConvertedExample, _ losses: inout LeftOut
  ) throws(Obstacle) -> JSONObject {
    let pair = try example.pair(&losses)
    guard pair.history.isEmpty else { throw .severalTurns }
    return ["prompt": .string(pair.prompt), "completion": .string(pair.answer)]
  }

  private static func alpaca(
    _ example: ConvertedExample, _ losses: inout LeftOut
  ) throws(Obstacle) -> JSONObject {
    let pair = try example.pair(&losses)
    guard !pair.question.isEmpty else { throw .noPrompt }
    var object: JSONObject = [
      "instruction": .string(pair.instruction), "input": .string(pair.input),
      "output": .string(pair.answer),
    ]
    if let system = pair.system { object.append("system", .string(system)) }
    if !pair.history.isEmpty {
      object.append(
        "history",
        .array(pair.history.map { [.string($0.question), .string($0.answer)] }))
    }
    return object
  }

  private static func shareGPT(
    _ example: ConvertedExample, _ losses: inout LeftOut
  ) throws(Obstacle) -> JSONObject {
    let turns = try ShareGPTTurns.turns(try example.messages(), &losses)
    var object: JSONObject = ["conversations": .array(turns)]
    if let tools = example.tools { object.append("tools", .string(ToolList.bare(tools).text())) }
    return object
  }

  /// A pair as its texts follow one another; a chat with its roles before the texts.
  private static func text(
    _ example: ConvertedExample, _ losses: inout LeftOut
  ) throws(Obstacle) -> String {
    switch example.body {
    case .text(let text): return text
    case .pair(let pair) where pair.history.isEmpty: return joined(pair)
    case .pair: return try Transcript.text(try example.messages(), &losses)
    case .chat(let messages):
      if let tools = example.tools { losses.addKey("tools", tools) }
      return try Transcript.text(messages, &losses)
    }
  }

  /// Prompt and answer as they are where one of them brings the space between them, or a blank line does.
  private static func joined(_ pair: PairTexts) -> String {
    let isParted =
      pair.prompt.isEmpty || pair.prompt.last?.isWhitespace == true
      || pair.answer.first?.isWhitespace == true
    return pair.prompt + (isParted ? "" : "\n\n") + pair.answer
  }
}
