// SPDX-License-Identifier: Apache-2.0

import JSON
import LanguageModel
import Testing

@testable import Service

@Suite struct CompletionRequestTests {
  private func request(
    _ body: JSONValue, engine: String? = nil
  ) throws -> CompletionRequest {
    var fields = RequestFields(try #require(body.object))
    return try CompletionRequest(&fields, engine: engine)
  }

  @Test func whatIsLeftOpenIsAsTheAPISays() throws {
    let request = try request(["model": "m"])
    #expect(request.model == "m" && request.prompts == [.text("<|endoftext|>")])
    #expect(!request.isStreamed && !request.streamsUsage)
    let generation = request.generation
    #expect(generation.count == 1 && generation.candidates == 1 && generation.maximumTokens == 16)
    #expect(generation.sampling.temperature == 1 && generation.sampling.topP == 1)
    #expect(generation.sampling.topK == nil && generation.logprobs == nil && !generation.echoes)
    #expect(!generation.isReproducible)
  }

  /// Two requests without a seed are two draws.
  @Test func seeds() throws {
    let open = try [request(["model": "m"]), request(["model": "m"])]
    #expect(open[0].generation.sampling.seed != open[1].generation.sampling.seed)
    let given = try request(["model": "m", "seed": 7]).generation
    #expect(given.sampling.seed == 7 && given.isReproducible)
  }

  @Test func theEngineOfThePathWins() throws {
    #expect(try request(["prompt": "a"], engine: "e").model == "e")
    #expect(try request(["model": "m", "prompt": "a"], engine: "e").model == "e")
  }

  @Test(
    arguments: [
      ("a", [.text("a")]), (["a", "b"], [.text("a"), .text("b")]), ([1, 2], [.tokens([1, 2])]),
      ([[1], [2, 3]], [.tokens([1]), .tokens([2, 3])]),
      (["a", [4, 5]], [.text("a"), .tokens([4, 5])]),
    ] as [(JSONValue, [CompletionRequest.Prompt])])
  func promptsAreTextsOrTokens(_ value: JSONValue, _ prompts: [CompletionRequest.Prompt]) throws {
    #expect(try request(["model": "m", "prompt": value]).prompts == prompts)
  }

  @Test func choicesAndCandidates() throws {
    let equal = try request(["model": "m", "n": 2, "best_of": 2]).generation
    #expect(equal.count == 2 && equal.candidates == 2)
    #expect(try request(["model": "m", "n": 3]).generation.candidates == 3)
    #expect(try request(["model": "m", "best_of": 4]).generation.count == 1)
    #expect(throws: APIError.self) { try request(["model": "m", "n": 3, "best_of": 2]) }
    let streamed = try request([
      "model": "m", "n": 2, "best_of": 2, "stream": true, "stream_options": ["include_usage": true],
    ])
    #expect(streamed.isStreamed && streamed.streamsUsage)
  }
}
