// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import Service

/// What requests hold together has a limit, and the service lives on beyond it.
@Suite struct MemoryBudgetTests {
  @Test func aShareIsGivenBackWhenItGoes() throws {
    let budget = MemoryBudget(limit: 100)
    var first: MemoryShare? = budget.share()
    let second = budget.share()
    #expect(second.isEmpty)
    try first?.take(40)
    try first?.take(30)
    #expect(throws: APIError.outOfMemory) { try second.take(31) }
    #expect(throws: APIError.needsTooMuchMemory(limit: 100)) { try second.take(101) }
    try second.take(30)
    #expect(throws: APIError.needsTooMuchMemory(limit: 100)) { try second.take(71) }
    first = nil
    #expect(first == nil)
    try second.take(70)
    #expect(!second.isEmpty)
  }

  @Test func whatCannotBeHeldIsRefused() async throws {
    try await TestServer.run {
      $0.limits.requestBytes = 1 << 20
    } _: { server in
      let scores: JSONValue = [
        "model": "nano", "prompt": "x", "n": 64, "max_tokens": 200, "logprobs": 100,
      ]
      let tokens: JSONValue = [
        "model": "nano", "tokens": .array(Array(repeating: 1, count: 100_000)),
      ]
      let text: JSONValue = [
        "model": "nano", "prompt": .string(String(repeating: "a b ", count: 60_000)),
      ]
      let inputs: JSONValue = [
        "model": "nano", "input": .array(Array(repeating: "x", count: 2000)),
      ]
      for (path, json) in [
        ("completions", scores), ("detokenize", tokens), ("tokenize", text), ("embeddings", inputs),
      ] {
        let reply = try await server.send("POST", "/v1/\(path)", json: json)
        #expect(reply.status == 413, "\(path): \(reply.text.prefix(300))")
        #expect(reply.error["code"] == "request_too_large")
      }
      let health = try await server.send("GET", "/health")
      #expect(health.status == 200)
    }
  }

  /// Each takes a quarter of all: held a moment longer than its answer, the fifth would be refused.
  @Test func whatWasAnsweredHoldsNothing() async throws {
    try await TestServer.run {
      $0.limits.requestBytes = 1 << 20
    } _: { server in
      for stream in [false, true] {
        for _ in 0..<5 {
          let reply = try await server.send(
            "POST", "/v1/completions",
            json: [
              "model": "nano", "prompt": "x", "n": 8, "max_tokens": 16, "logprobs": 10,
              "stream": .bool(stream),
            ])
          #expect(reply.status == 200, "\(reply.text.prefix(300))")
        }
      }
    }
  }
}
