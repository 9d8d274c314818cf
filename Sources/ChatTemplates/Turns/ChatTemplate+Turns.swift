// SPDX-License-Identifier: Apache-2.0

import JSON

extension ChatTemplate {
  /// A conversation as text, with the answers that the model is to write: those that the template marks,
  /// or else what it writes between the prompt for an answer and the end of the message.
  /// - Throws: `TemplateFault` where the template refuses the conversation, or answers cannot be told
  ///   apart from the rest.
  package func conversation(_ request: ChatRequest) throws(TemplateFault) -> ConversationText {
    let rendered = try render(request)
    let answers = request.messages.indices.filter {
      request.messages[$0]["role"]?.string == "assistant"
    }
    let marks =
      rendered.generations.count > answers.count
      ? Self.joined(rendered.generations) : rendered.generations
    let places =
      marksGenerations && marks.count == answers.count
      ? marks : try found(answers, of: request, in: rendered.text)
    var turns: [AssistantTurn] = []
    for (message, bytes) in zip(answers, places) {
      turns.append(
        AssistantTurn(
          message: message, bytes: bytes,
          weight: try Self.weight(request.messages[message], message)))
    }
    return ConversationText(text: rendered.text, turns: turns)
  }

  /// What the template writes before and behind the words of an answer.
  /// - Throws: `TemplateFault` where it refuses the simplest of conversations.
  package func answerEdges() throws(TemplateFault) -> (before: String, after: String) {
    let words = "assay-answer"
    let example: ConversationText = try withQuestion(answer: words) {
      request throws(TemplateFault) in
      try conversation(request)
    }
    let answer = example.pieces.first { $0.weight > 0 }?.text ?? words
    guard let range = answer.firstRange(of: words) else { return ("", "") }
    return (String(answer[..<range.lowerBound]), String(answer[range.upperBound...]))
  }

  /// Uses the simplest of conversations, a question with its answer. Templates of models that see pictures
  /// may take their contents as parts alone.
  /// - Throws: what `use` throws of texts, where it throws of parts too.
  package func withQuestion<Result>(
    answer: String, _ use: (ChatRequest) throws(TemplateFault) -> Result
  ) throws(TemplateFault) -> Result {
    func request(_ content: (String) -> JSONValue) -> ChatRequest {
      ChatRequest(messages: [
        ["role": "user", "content": content("assay-question")],
        ["role": "assistant", "content": content(answer)],
      ])
    }
    do throws(TemplateFault) {
      return try use(request { .string($0) })
    } catch {
      guard let result = try? use(request { [["type": "text", "text": .string($0)]] }) else {
        throw error
      }
      return result
    }
  }

  /// The text that ends an answer, unless the model's own end does.
  /// - Parameter endToken: the name of the token that ends a text.
  package func stops(besides endToken: String) throws(TemplateFault) -> [[UInt8]] {
    let after = PythonString.strip(try answerEdges().after)
    return after.isEmpty || PythonString.hasPrefix(after, endToken) ? [] : [Array(after.utf8)]
  }

  /// How much an answer counts.
  private static func weight(_ message: JSONValue, _ place: Int) throws(TemplateFault) -> Double {
    guard let value = message["weight"], value != .null else { return 1 }
    guard let weight = value.double, (0...1).contains(weight) else {
      throw TemplateFault(
        "the weight of message \(place + 1) is \(value.text()), where a number from 0 to 1 was expected"
      )
    }
    return weight
  }

  /// Marks that follow on one another as one: Phi-3's template marks the end of the text apart.
  private static func joined(_ marks: [Range<Int>]) -> [Range<Int>] {
    marks.reduce(into: []) { joined, mark in
      if let last = joined.last, last.upperBound == mark.lowerBound {
        joined[joined.count - 1] = last.lowerBound..<mark.upperBound
      } else {
        joined.append(mark)
      }
    }
  }

  /// Where answers stand in the text, by the conversation up to them and with them.
  private func found(
    _ answers: [Int], of request: ChatRequest, in text: String
  ) throws(TemplateFault) -> [Range<Int>] {
    let bytes = Array(text.utf8)
    var places: [Range<Int>] = []
    for answer in answers {
      let start = try prefix(of: request, messages: answer, prompts: true)
      let end = try prefix(of: request, messages: answer + 1, prompts: false)
      guard start.count < end.count, bytes.starts(with: start), bytes.starts(with: end),
        start.count >= places.last?.upperBound ?? 0
      else {
        throw TemplateFault(
          "message \(answer + 1) cannot be told apart from the rest: the template writes the"
            + " conversation up to it in another way, and marks no answers with {% generation %}")
      }
      places.append(start.count..<end.count)
    }
    return places
  }

  private func prefix(
    of request: ChatRequest, messages: Int, prompts: Bool
  ) throws(TemplateFault) -> [UInt8] {
    var part = request
    part.messages = Array(request.messages.prefix(messages))
    part.addsGenerationPrompt = prompts
    return Array(try render(part).text.utf8)
  }
}
