// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import JSON
import Testing

@testable import Service

/// What is read and written is counted, for the client and for whoever watches the service.
@Suite struct TokenUsageTests {
  private func counted(_ service: TestService) async throws -> [Int] {
    let text = try await service.send(.get, "/metrics").text
    return ["prompt", "completion"].map { kind in
      let line = text.split(separator: "\n").first { $0.hasPrefix("assay_\(kind)_tokens_total ") }
      return line?.split(separator: " ").last.flatMap { Int($0) } ?? -1
    }
  }

  @Test func embeddingsReadTokens() async throws {
    let service = try TestService()
    #expect(try await counted(service) == [0, 0])
    let reply = try await service.send(
      .post, "/v1/embeddings", json: ["model": "nano", "input": ["The elf", [464]]])
    #expect(reply.json["usage"] == ["prompt_tokens": 3, "total_tokens": 3], "\(reply.text)")
    #expect(try await counted(service) == [3, 0])
  }

  @Test func completionsReadAndWriteTokens() async throws {
    let service = try TestService()
    let reply = try await service.send(
      .post, "/v1/completions",
      json: ["model": "nano", "prompt": "The elf", "max_tokens": 3, "temperature": 0])
    let usage = reply.json["usage"]
    let written = try #require(usage?["completion_tokens"]?.integer, "\(reply.text)")
    #expect(usage?["prompt_tokens"] == 2 && (1...3).contains(written))
    #expect(try await counted(service) == [2, written])
  }

  @Test(
    arguments: [
      (["input": "a"], "model"), (["model": "nano"], "input"),
      (["model": "nano", "input": ""], "input"), (["model": "nano", "input": []], "input"),
      (["model": "nano", "input": [[50257]]], "input"),
      (["model": "nano", "input": [[-1]]], "input"),
      (["model": "nano", "input": "a", "dimensions": 1], "dimensions"),
      (["model": "nano", "input": "a", "pooling": "most"], "pooling"),
      (["model": "nano", "input": "a", "color": 1], "color"),
    ] as [(JSONValue, String)])
  func wrongFieldsOfEmbeddingsAreNamed(body: JSONValue, param: String) async throws {
    let reply = try await TestService().send(.post, "/v1/embeddings", json: body)
    #expect(reply.status == 400 && reply.error["param"]?.string == param, "\(reply.text)")
  }

  @Test(
    arguments: [
      (["prompt": "a"], "model"), (["model": "nano", "prompt": []], "prompt"),
      (["model": "nano", "prompt": [50257]], "prompt"),
      (["model": "nano", "prompt": "a", "n": 2, "best_of": 1], "best_of"),
      (["model": "nano", "prompt": "a", "best_of": 2, "stream": true], "best_of"),
      (["model": "nano", "prompt": "a", "suffix": "b"], "suffix"),
      (["model": "nano", "prompt": "a", "color": 1], "color"),
      (["model": "nano", "prompt": "a", "stream_options": ["color": 1]], "color"),
      (["model": "nano", "prompt": "a", "logit_bias": ["50257": 1]], "logit_bias"),
    ] as [(JSONValue, String)])
  func wrongFieldsOfCompletionsAreNamed(body: JSONValue, param: String) async throws {
    let reply = try await TestService().send(.post, "/v1/completions", json: body)
    #expect(reply.status == 400 && reply.error["param"]?.string == param, "\(reply.text)")
  }
}
