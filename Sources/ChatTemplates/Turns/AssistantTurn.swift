// SPDX-License-Identifier: Apache-2.0

/// An answer within a rendered conversation.
package struct AssistantTurn: Sendable, Equatable {
  /// The place of its message, counted from 0.
  package let message: Int
  /// What the model writes of it, the token that ends it included, in bytes of the text.
  package let bytes: Range<Int>
  /// How much it counts: 1 is learned, 0 is not.
  package let weight: Double
}

/// A conversation as text, with the answers in it.
package struct ConversationText: Sendable, Equatable {
  package let text: String
  /// In the order of the text.
  package let turns: [AssistantTurn]

  /// Each answer that counts, after all that stands before it.
  package var answers: [(prompt: String, completion: String)] {
    let bytes = Array(text.utf8)
    return turns.filter { $0.weight > 0 }.map { turn in
      (
        String(decoding: bytes[..<turn.bytes.lowerBound], as: UTF8.self),
        String(decoding: bytes[turn.bytes], as: UTF8.self)
      )
    }
  }

  /// The text cut at the borders of the answers, each piece with its weight; 0 for what the model does
  /// not write.
  package var pieces: [(text: String, weight: Double)] {
    let bytes = Array(text.utf8)
    var pieces: [(text: String, weight: Double)] = []
    var start = 0
    func add(_ end: Int, _ weight: Double) {
      guard start < end else { return }
      pieces.append((String(decoding: bytes[start..<end], as: UTF8.self), weight))
      start = end
    }
    for turn in turns {
      add(turn.bytes.lowerBound, 0)
      add(turn.bytes.upperBound, turn.weight)
    }
    add(bytes.count, 0)
    return pieces
  }
}
