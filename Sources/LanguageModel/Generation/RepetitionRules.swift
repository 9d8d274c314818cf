// SPDX-License-Identifier: Apache-2.0

/// What a text must not repeat, and how long it must be, as transformers' `generate` has it: its logits
/// processors in their order. What they look at is the prompt too.
struct RepetitionRules {
  private let options: SamplingOptions
  private let endTokens: Set<Int32>
  /// Prompt and text so far; empty where no rule asks for them.
  private var tokens: [Int32]
  private var generated = 0
  /// Whether a rule looks back at all.
  private var looksBack: Bool { options.repetitionPenalty != 1 || options.noRepeatSize > 0 }

  init(_ options: SamplingOptions, prompt: [Int32], endTokens: Set<Int32>) {
    self.options = options
    self.endTokens = endTokens
    tokens = []
    if looksBack { tokens = prompt }
  }

  mutating func append(_ token: Int32) {
    generated += 1
    if looksBack { tokens.append(token) }
  }

  func adjust(_ logits: inout [Float]) {
    if options.repetitionPenalty != 1 { penalize(&logits) }
    if options.noRepeatSize > 0 { ban(&logits) }
    guard generated < options.minimumTokens else { return }
    for token in endTokens where logits.indices.contains(Int(token)) {
      logits[Int(token)] = -.infinity
    }
  }

  /// The logit of each token that was there is divided by the penalty, one under 0 multiplied with it
  /// (Keskar et al., "CTRL", 2019).
  private func penalize(_ logits: inout [Float]) {
    let penalty = Float(options.repetitionPenalty)
    for token in Set(tokens) where token >= 0 && Int(token) < logits.count {
      let logit = logits[Int(token)]
      logits[Int(token)] = logit < 0 ? logit * penalty : logit / penalty
    }
  }

  /// Leaves out each token that would end a run of tokens that was there before.
  private func ban(_ logits: inout [Float]) {
    let size = options.noRepeatSize
    guard tokens.count + 1 >= size else { return }
    let last = tokens.suffix(size - 1)
    for start in 0..<max(0, tokens.count - size + 1)
    where tokens[start..<start + size - 1].elementsEqual(last) {
      let token = Int(tokens[start + size - 1])
      if token >= 0, token < logits.count { logits[token] = -.infinity }
    }
  }
}
