// SPDX-License-Identifier: Apache-2.0

import LanguageModel
import Tokenizer

/// A choice while it is generated.
struct ActiveChoice {
  let work: CompletionWork
  let index: Int
  /// Its sequence in the model's cache.
  let slot: Int
  private(set) var ending: CompletionWork.Ending?
  /// The token that the model has not seen yet.
  private(set) var lastToken: Int32 = 0
  private var sampler: Sampler
  private var text: CompletionText
  private var generated = 0
  private var sum = 0.0

  /// - Parameter text: the choice's text with what an echo puts before it.
  init(work: CompletionWork, index: Int, slot: Int, text: CompletionText) {
    self.work = work
    self.index = index
    self.slot = slot
    self.text = text
    sampler = Sampler(work.parameters.sampling, stream: index)
  }

  /// Draws the next token and hands on what became sure of the text.
  mutating func advance(
    _ logits: [Float], tokenizer: GPT2Tokenizer
  ) {
    let token = sampler.next(logits)
    guard token != tokenizer.endOfText else { return finish(.stop) }
    let score = logits.withUnsafeBufferPointer {
      TokenScorer.score(of: token, in: $0, alternatives: work.parameters.logprobs)
    }
    generated += 1
    sum += Double(score.logProbability ?? 0)
    lastToken = score.token
    text.append(score, bytes: tokenizer.bytes(of: score.token))
    if text.stop != nil { return finish(.stop) }
    if generated >= work.parameters.maximumTokens { return finish(.length) }
    send(text.take(isLast: false))
  }

  /// Ends the choice.
  mutating func finish(_ reason: FinishReason) {
    send(text.take(isLast: true))
    let ending = CompletionWork.Ending(
      reason: reason, tokens: generated,
      meanLogProbability: generated > 0 ? sum / Double(generated) : 0)
    self.ending = ending
    work.sink.yield(.finished(choice: index, ending))
  }

  /// Nobody waits for it any more.
  mutating func abandon() {
    ending = .init(reason: .stop, tokens: generated, meanLogProbability: 0)
  }

  private func send(_ piece: CompletionText.Piece) {
    guard !piece.text.isEmpty || !piece.tokens.isEmpty else { return }
    work.sink.yield(.piece(choice: index, piece))
  }
}
