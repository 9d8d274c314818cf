// SPDX-License-Identifier: Apache-2.0

package import JSON

/// One example on its way from one shape to another.
package struct ConvertedExample: Sendable, Equatable {
  /// What the source says, no more and no less.
  package enum Body: Sendable, Equatable {
    /// A text without a prompt.
    case text(String)
    case pair(PairTexts)
    /// Messages of `role` and `content`.
    case chat([JSONValue])
  }

  package var body: Body
  /// What the model may call, as a list of functions.
  package var tools: JSONValue?
  /// Whether the answer is the better or the worse of two; nil where there is one.
  package var isBetter: Bool?

  package init(_ body: Body, tools: JSONValue? = nil) {
    self.body = body
    self.tools = tools
  }

  /// The example as messages.
  /// - Throws: `Obstacle` where there is nothing that somebody asks.
  package func messages() throws(Obstacle) -> [JSONValue] {
    switch body {
    case .chat(let messages): return messages
    case .text: throw .noPrompt
    case .pair(let pair):
      guard !pair.question.isEmpty else { throw .noPrompt }
      var messages: [JSONValue] = pair.system.map { [ChatMessages.message("system", $0)] } ?? []
      for turn in pair.history {
        messages.append(ChatMessages.message("user", turn.question))
        messages.append(ChatMessages.message("assistant", turn.answer))
      }
      messages.append(ChatMessages.message("user", pair.question))
      messages.append(ChatMessages.message("assistant", pair.answer))
      return messages
    }
  }

  /// The example as texts.
  /// - Throws: `Obstacle` where texts cannot hold it.
  package func pair(_ losses: inout LeftOut) throws(Obstacle) -> PairTexts {
    switch body {
    case .pair(let pair): return pair
    case .text(let text): return PairTexts(instruction: "", answer: text)
    case .chat(let messages):
      let pair = try ChatMessages.pair(messages, &losses)
      if let tools { losses.addKey("tools", tools) }
      return pair
    }
  }
}
