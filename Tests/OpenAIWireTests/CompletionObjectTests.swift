// SPDX-License-Identifier: Apache-2.0

import JSON
import LanguageModel
import OpenAIWire
import Testing
import Tokenizer

@Suite struct CompletionObjectTests {
  private func object(withLogprobs: Bool, id: String? = nil) -> CompletionObject {
    CompletionObject(
      id: id, created: id == nil ? nil : 7, model: "m", tokenizer: .gpt2,
      withLogprobs: withLogprobs)
  }

  private func keys(_ value: JSONValue) -> [String] { value.object?.members.map(\.key) ?? [] }

  private let piece = TextPiece(
    text: "The elf",
    tokens: [
      .init(score: TokenScore(token: 464), offset: 0),
      .init(
        score: TokenScore(
          token: 23878, logProbability: -0.25,
          alternatives: [
            .init(token: 23878, logProbability: -0.25), .init(token: 16599, logProbability: -2),
          ]), offset: 3),
      .init(
        score: TokenScore(
          token: 50256, logProbability: -3,
          alternatives: [.init(token: 16599, logProbability: -0.5)]), offset: 7),
    ])

  @Test func aChoiceHasTheFourArrays() {
    let choice = object(withLogprobs: true).choice(2, piece, finish: .stop)
    #expect(keys(choice) == ["text", "index", "logprobs", "finish_reason"])
    #expect(choice["text"] == "The elf" && choice["index"] == 2)
    #expect(choice["finish_reason"] == "stop")
    #expect(
      choice["logprobs"] == [
        "tokens": ["The", " elf", "<|endoftext|>"],
        "token_logprobs": [nil, -0.25, -3.0],
        // The token that stands there is always told, though it is not among the likeliest.
        "top_logprobs": [
          nil, [" elf": -0.25, " queen": -2.0], [" queen": -0.5, "<|endoftext|>": -3.0],
        ],
        "text_offset": [0, 3, 7],
      ])
  }

  @Test func logprobsAreNullWhenNobodyAsked() {
    let choice = object(withLogprobs: false).choice(0, piece, finish: nil)
    #expect(choice["logprobs"] == .null && choice["finish_reason"] == .null)
    #expect(
      object(withLogprobs: true).choice(0, TextPiece(), finish: .length)["logprobs"] == [
        "tokens": [], "token_logprobs": [], "top_logprobs": [], "text_offset": [],
      ])
  }

  @Test func anAnswerSaysWhatItIs() {
    let usage = TokenUsage(promptTokens: 3, completionTokens: 4)
    let whole = object(withLogprobs: false, id: "cmpl-1").json(choices: [1], usage: usage)
    #expect(keys(whole) == ["id", "object", "created", "model", "choices", "usage"])
    #expect(
      whole["usage"] == ["prompt_tokens": 3, "completion_tokens": 4, "total_tokens": 7])
    #expect(whole["created"] == 7 && whole["object"] == "text_completion")
    let chunk = object(withLogprobs: false).json(choices: [], usage: nil)
    #expect(keys(chunk) == ["object", "model", "choices"])
  }

  @Test func onlyTheBestTextsAreToldButAllTokensAreCounted() {
    var request = GenerationRequest(prompts: [[1, 2], [3]])
    request.candidates = 3
    var texts = GeneratedTexts(request)
    for choice in 0..<6 {
      texts.take(.text(choice: choice, TextPiece(text: "\(choice)")))
      texts.take(.text(choice: choice, TextPiece(text: "!")))
      texts.take(
        .ended(
          choice: choice,
          TextEnding(
            reason: choice == 1 ? .stop : .length, tokens: 2,
            meanLogProbability: [-3, -1, -1, -1, -2, -3][choice])))
    }
    let answer = object(withLogprobs: false).json(texts)
    #expect(
      answer["choices"] == [
        ["text": "1!", "index": 0, "logprobs": nil, "finish_reason": "stop"],
        ["text": "3!", "index": 1, "logprobs": nil, "finish_reason": "length"],
      ])
    #expect(
      answer["usage"] == ["prompt_tokens": 3, "completion_tokens": 12, "total_tokens": 15])
  }
}
