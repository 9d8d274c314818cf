// SPDX-License-Identifier: Apache-2.0

import ChatTemplates
import JSON
import Tokenizer

/// Finds out what a trainer does with each token of a conversation.
struct LossMask {
  let trainer: LossTrainer
  let tokenizer: TextTokenizer
  /// The most tokens of a row; nil is no limit.
  let maximumLength: Int?

  func tokens(_ chat: ReadConversation) -> [SeenToken] {
    var tokens = trainer == .assay ? pieces(chat.conversation) : whole(chat)
    if let maximumLength { cut(&tokens, to: maximumLength) }
    return tokens
  }

  /// Tokens of the whole text, of which those are learned that reach into an answer.
  private func whole(_ chat: ReadConversation) -> [SeenToken] {
    let spans = spans(chat)
    var tokens = TokenPlaces(tokenizer).tokens(of: chat.conversation.text).map { id, bytes in
      let weight = spans.first { $0.bytes.overlaps(bytes) && !bytes.isEmpty }?.weight ?? 0
      return token(id, bytes, of: chat.conversation.text, weight: weight)
    }
    if trainer == .axolotl { addEnds(to: &tokens, chat, spans: spans.map(\.bytes)) }
    return tokens
  }

  /// Answers are tokenized apart from what stands around them.
  private func pieces(_ conversation: ConversationText) -> [SeenToken] {
    var start = 0
    var tokens: [SeenToken] = []
    for (text, weight) in conversation.pieces {
      for (id, bytes) in TokenPlaces(tokenizer).tokens(of: text) {
        let place = bytes.lowerBound + start..<bytes.upperBound + start
        tokens.append(token(id, place, of: conversation.text, weight: weight))
      }
      start += text.utf8.count
    }
    return tokens
  }

  private func token(
    _ id: Int32, _ bytes: Range<Int>, of text: String, weight: Double
  ) -> SeenToken {
    let utf8 = text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: bytes.lowerBound)
    let end = utf8.index(start, offsetBy: bytes.count)
    return SeenToken(
      id: id, utf8: Array(utf8[start..<end]),
      fate: weight > 0 ? .trained : .masked, weight: weight, bytes: bytes)
  }

  // MARK: What is learned

  private func spans(_ chat: ReadConversation) -> [(bytes: Range<Int>, weight: Double)] {
    switch trainer {
    case .trl: chat.marks.map { ($0, 1) }
    case .axolotl: chat.conversation.turns.map { (chat.words(of: $0), 1) }
    case .openai, .assay: chat.conversation.turns.map { ($0.bytes, $0.weight) }
    }
  }

  /// How far behind the words of an answer axolotl looks for the token that ends it.
  private static let endReach = 3

  /// The token that ends an answer is learned with it.
  private func addEnds(
    to tokens: inout [SeenToken], _ chat: ReadConversation, spans: [Range<Int>]
  ) {
    for span in spans {
      guard let next = tokens.firstIndex(where: { $0.bytes.lowerBound >= span.upperBound }) else {
        continue
      }
      let near = tokens[next...].prefix(Self.endReach)
      guard let end = near.firstIndex(where: { chat.ends.contains($0.id) }) else { continue }
      tokens[end].fate = .trained
      tokens[end].weight = 1
    }
  }

  // MARK: What is cut

  private func cut(_ tokens: inout [SeenToken], to length: Int) {
    let excess = tokens.count - length
    guard excess > 0 else { return }
    switch trainer {
    case .trl, .openai: cut(&tokens, length..<tokens.count)
    case .axolotl: cut(&tokens, tokens.indices)
    case .assay:
      // Behind the last answer nothing is read, and answers are never cut.
      let last = tokens.lastIndex { $0.fate == .trained } ?? tokens.count - 1
      let first = tokens.firstIndex { $0.fate == .trained } ?? 0
      let more = last + 1 - length
      cut(&tokens, last + 1..<tokens.count)
      if more > 0 { cut(&tokens, more < first ? 0..<more : tokens.indices) }
    }
  }

  private func cut(_ tokens: inout [SeenToken], _ places: Range<Int>) {
    for place in places {
      tokens[place].fate = .cut
      tokens[place].weight = 0
    }
  }
}
