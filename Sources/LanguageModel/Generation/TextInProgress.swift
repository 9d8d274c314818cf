// SPDX-License-Identifier: Apache-2.0

import Platform
import Tokenizer

/// One text while it is generated.
struct TextInProgress {
  private(set) var result = GeneratedText()
  private(set) var isFinished = false
  private(set) var lastToken: Int32 = 0
  private let options: GenerationOptions
  private let tokenizer: GPT2Tokenizer
  private var sampler: Sampler
  private var matcher: StopMatcher
  /// Bytes of all tokens, those held back by the matcher too.
  private var length = 0

  init(_ index: Int, _ options: GenerationOptions, _ tokenizer: GPT2Tokenizer) {
    self.options = options
    self.tokenizer = tokenizer
    sampler = Sampler(options.sampling, stream: index)
    matcher = StopMatcher(options.stops)
  }

  /// Chooses the next token from the logits (V) and gives the bytes that are now certain.
  mutating func advance(_ logits: [Float], isLast: Bool) -> [UInt8] {
    let token = sampler.next(logits)
    lastToken = token
    guard token != options.endToken else { return finish(.stop) }
    result.tokens.append(describe(token, logits))
    let bytes = tokenizer.bytes(of: token)
    length += bytes.count
    let certain = matcher.feed(bytes)
    result.bytes.append(contentsOf: certain)
    if matcher.isStopped { return certain + finish(.stop) }
    return isLast ? certain + finish(.length) : certain
  }

  /// Ends the text: what was held back is part of it after all, tokens behind a stop are not.
  private mutating func finish(_ reason: GeneratedText.FinishReason) -> [UInt8] {
    isFinished = true
    let rest = matcher.finish()
    result.finishReason = matcher.isStopped ? .stop : reason
    result.bytes.append(contentsOf: rest)
    if matcher.isStopped {
      let end = result.bytes.count
      result.tokens.removeAll { $0.offset >= end }
    }
    return rest
  }

  private func describe(_ token: Int32, _ logits: [Float]) -> GeneratedText.Token {
    var described = GeneratedText.Token(
      id: token, offset: length, logProbability: nil, likeliest: [])
    guard let count = options.reportedTokens else { return described }
    let top = Double(logits[Int(Sampler.likeliest(logits))])
    let logSum = top + log(logits.reduce(0) { $0 + exp(Double($1) - top) })
    described.logProbability = Double(logits[Int(token)]) - logSum
    described.likeliest = Self.largest(count, of: logits).map {
      GeneratedText.Candidate(token: $0, logProbability: Double(logits[Int($0)]) - logSum)
    }
    return described
  }

  /// The tokens of the k largest logits, largest first; k is small.
  private static func largest(_ count: Int, of logits: [Float]) -> [Int32] {
    var best: [Int32] = []
    guard count > 0 else { return best }
    for (index, logit) in logits.enumerated() {
      if best.count == count, logit <= logits[Int(best[count - 1])] { continue }
      let place = best.firstIndex { logits[Int($0)] < logit } ?? best.count
      best.insert(Int32(index), at: place)
      if best.count > count { best.removeLast() }
    }
    return best
  }
}
