// SPDX-License-Identifier: Apache-2.0

import Tokenizer

/// A choice while it is generated.
struct ActiveChoice {
  /// The request's number, and the choice's among those of the request.
  let request: Int
  let index: Int
  /// Its sequence in the model's cache.
  let slot: Int
  /// Whether it must be computed alone.
  let isReproducible: Bool
  /// Nil until the text has come to an end.
  private(set) var ending: TextEnding?
  /// The token that the model has not seen yet.
  private(set) var lastToken: Int32 = 0
  private let limit: Int
  private let logprobs: Int?
  private let endTokens: Set<Int32>
  private var sampler: Sampler
  private var text: GrowingText
  private var outbox: [GenerationEvent.Content] = []
  private var generated = 0
  /// The log-probabilities drawn so far, that of the end-of-text token too.
  private var sum = 0.0

  /// - Parameter text: the choice's text with what an echo puts before it.
  init(
    _ start: PromptStart, index: Int, slot: Int, endTokens: Set<Int32>, text: GrowingText
  ) {
    request = start.id
    self.index = index
    self.slot = slot
    limit = start.limit
    self.endTokens = endTokens
    self.text = text
    isReproducible = start.request.isReproducible
    logprobs = start.request.logprobs
    sampler = Sampler(
      start.request.sampling, stream: index, prompt: start.prompt, endTokens: endTokens)
    if limit == 0 { finish(.length) }
  }

  /// Draws the next token.
  mutating func advance(_ next: NextToken, tokenizer: TextTokenizer) {
    let token = sampler.next(next.logits)
    let score = next.score(of: token, alternatives: logprobs)
    sum += score.logProbability ?? 0
    guard !endTokens.contains(token) else {
      text.appendEnd(score)
      return finish(.stop, drawn: generated + 1)
    }
    generated += 1
    lastToken = token
    text.append(score, bytes: tokenizer.bytes(of: token))
    if text.stop != nil { return finish(.stop) }
    if generated >= limit { return finish(.length) }
    send(text.take())
  }

  /// What has become sure since the last call.
  mutating func takeOutbox() -> [GenerationEvent.Content] {
    defer { outbox = [] }
    return outbox
  }

  private mutating func finish(_ reason: FinishReason, drawn: Int? = nil) {
    send(text.finish())
    let drawn = drawn ?? generated
    let ending = TextEnding(
      reason: text.stop == nil ? reason : .stop, tokens: generated,
      meanLogProbability: drawn > 0 ? sum / Double(drawn) : 0)
    self.ending = ending
    outbox.append(.ended(choice: index, ending))
  }

  private mutating func send(_ piece: TextPiece) {
    guard !piece.text.isEmpty || !piece.tokens.isEmpty else { return }
    outbox.append(.text(choice: index, piece))
  }
}

/// A request with choices that were not begun.
struct WaitingRequest {
  let id: Int
  let request: GenerationRequest
  var nextChoice = 0
  /// What the model said of the prompt of the next choice, when a choice of that prompt was begun.
  var reading: NextToken?
}

/// Choices of one prompt that begin together: the prompt is read once for all of them.
struct PromptStart {
  let id: Int
  let request: GenerationRequest
  /// The number of the first choice; the others follow.
  let first: Int
  /// A sequence of the cache for each choice.
  let slots: [Int]
  /// The most tokens to generate. The model's last position still foretells a token, which then needs
  /// no row of its own.
  let limit: Int
  /// What the model says of the prompt, once it has read it.
  var reading: NextToken?

  var prompt: [Int32] { request.prompts[first / request.candidates] }

  /// Whether anything is to be asked of the model.
  var needsModel: Bool { request.maximumTokens > 0 || request.promptLogprobs != nil }

  /// Whether the prompt must be in the cache, since a second token is asked for.
  var needsCache: Bool { limit > 1 }

  /// The text of a choice before its first token.
  func text(_ tokenizer: TextTokenizer) -> GrowingText {
    guard request.echoes else {
      var characters = CharacterCounter()
      for byte in tokenizer.decodeBytes(prompt) { characters.add(byte) }
      return GrowingText(stops: request.stops, offset: characters.total)
    }
    var text = GrowingText(stops: request.stops, offset: 0)
    let scores = reading?.scores ?? []
    for (index, token) in prompt.enumerated() {
      let score = scores.isEmpty ? TokenScore(token: token) : scores[index]
      text.append(score, bytes: tokenizer.bytes(of: token), isPrompt: true)
    }
    return text
  }
}
