// SPDX-License-Identifier: Apache-2.0

/// A conversation as one text, as Anthropic's data sets of preferences have it: `Human:` and `Assistant:`
/// behind blank lines.
package struct HumanTranscript {
  package struct Turn: Sendable, Equatable {
    /// `user` or `assistant`.
    package let role: String
    package let text: String
  }

  package let turns: [Turn]

  private static let speakers = [("\n\nHuman:", "user"), ("\n\nAssistant:", "assistant")]

  /// Nil for a text that does not start with `Human:`.
  package init?(_ text: String) {
    let text = text.hasPrefix("Human:") ? "\n\n" + text : text
    guard text.hasPrefix(Self.speakers[0].0) else { return nil }
    var turns: [Turn] = []
    var rest = text[...]
    while let speaker = Self.speakers.first(where: { rest.hasPrefix($0.0) }) {
      rest = rest.dropFirst(speaker.0.count)
      let ends = Self.speakers.compactMap { rest.firstRange(of: $0.0)?.lowerBound }
      let end = ends.min() ?? rest.endIndex
      turns.append(Turn(role: speaker.1, text: String(rest[..<end].drop { $0 == " " })))
      rest = rest[end...]
    }
    self.turns = turns
  }
}
