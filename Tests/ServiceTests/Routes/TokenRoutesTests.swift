// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import JSON
import Testing

@testable import Service

@Suite struct TokenRoutesTests {
  @Test func tokensThereAndBack() async throws {
    let service = try TestService()
    let reply = try await service.send(
      .post, "/tokenize",
      json: ["content": "The elf", "return_token_strs": true, "add_special_tokens": false])
    #expect(reply.json["tokens"] == [464, 23878] && reply.json["count"] == 2)
    #expect(reply.json["token_strs"] == ["The", " elf"])
    #expect(reply.json["max_model_len"]?.integer ?? 0 > 0)
    let plain = try await service.send(.post, "/tokenize", json: ["prompt": "The elf"])
    #expect(plain.json["token_strs"] == nil)
    let text = try await service.send(.post, "/detokenize", json: ["tokens": [464, 23878]])
    #expect(text.json == ["prompt": "The elf", "content": "The elf"])
    let information = try await service.send(.get, "/tokenizer_info?model=nano").json
    #expect(information["tokenizer_class"] == "GPT2Tokenizer")
    #expect(information["vocab_size"] == 50257 && information["eos_token"] == "<|endoftext|>")
  }

  @Test(
    arguments: [
      ("/tokenize", [:], "prompt"), ("/tokenize", ["prompt": 1], "prompt"),
      ("/tokenize", ["prompt": "a", "model": 1], "model"),
      ("/tokenize", ["prompt": "a", "color": 1], "color"),
      ("/tokenize", ["prompt": "a", "return_token_strs": 1], "return_token_strs"),
      ("/detokenize", [:], "tokens"), ("/detokenize", ["tokens": "a"], "tokens"),
      ("/detokenize", ["tokens": [1.5]], "tokens"), ("/detokenize", ["tokens": [-1]], "tokens"),
      ("/detokenize", ["tokens": [50257]], "tokens"),
      ("/detokenize", ["tokens": [1], "color": 1], "color"),
    ] as [(String, JSONValue, String)])
  func wrongFieldsAreNamed(path: String, body: JSONValue, param: String) async throws {
    let reply = try await TestService().send(.post, path, json: body)
    #expect(reply.status == 400)
    #expect(reply.error["param"]?.string == param)
  }

  @Test func anUnknownModelHasNoTokens() async throws {
    let service = try TestService()
    let reply = try await service.send(.post, "/tokenize", json: ["prompt": "a", "model": "none"])
    #expect(reply.status == 404)
    #expect(try await service.send(.get, "/tokenizer_info?model=none").status == 404)
  }
}
