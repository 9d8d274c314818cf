// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import JSON
import Testing

@testable import Service

@Suite struct ChatRoutesTests {
  private static let messages: JSONValue = [
    ["role": "system", "content": "Be brief."],
    ["role": "user", "content": [["type": "text", "text": "Hello"]]],
  ]

  private static func body(_ more: JSONObject = [:]) -> JSONValue {
    var body: JSONObject = [
      "model": "nano", "messages": messages, "max_completion_tokens": 4, "temperature": 0,
    ]
    for member in more.members { body[member.key] = member.value }
    return .object(body)
  }

  private static func ask(_ service: TestService, _ more: JSONObject = [:]) async throws -> Reply {
    try await service.send(.post, "/v1/chat/completions", json: body(more))
  }

  @Test func anAnswerHasOpenAIsShape() async throws {
    let service = try TestService()
    let reply = try await Self.ask(service, ["n": 2, "user": "me", "tools": [], "seed": 5])
    #expect(reply.status == 200, "\(reply.text)")
    let answer = reply.json
    #expect(answer["object"] == "chat.completion" && answer["model"] == "nano")
    #expect(answer["id"]?.string?.hasPrefix("chatcmpl-") == true)
    let choices = try #require(answer["choices"]?.array)
    #expect(choices.count == 2)
    #expect(choices[0]["message"]?["role"] == "assistant")
    #expect(choices[0]["message"]?["content"]?.string != nil)
    #expect(choices[0]["finish_reason"] == "length" && choices[0]["logprobs"] == .null)
    #expect(answer["usage"]?["completion_tokens"] == 8)
  }

  @Test func theStreamIsTheAnswerInPieces() async throws {
    let service = try TestService()
    let whole = try await Self.ask(service, ["logprobs": true, "top_logprobs": 2])
    let message = whole.json["choices"]?.array?[0]
    let entries = try #require(message?["logprobs"]?["content"]?.array)
    #expect(entries.count == 4)
    #expect(entries[0]["top_logprobs"]?.array?.count == 2)
    #expect(entries[0]["bytes"]?.array?.isEmpty == false)
    let stream = try await Self.ask(
      service,
      [
        "stream": true, "stream_options": ["include_usage": true], "logprobs": true,
        "top_logprobs": 2,
      ])
    #expect(stream.headers["content-type"] == "text/event-stream")
    #expect(stream.text.hasSuffix("data: [DONE]\n\n"))
    let events = stream.events
    #expect(events.allSatisfy { $0["object"] == "chat.completion.chunk" })
    #expect(events.first?["choices"]?.array?[0]["delta"]?["role"] == "assistant")
    let pieces = events.compactMap { $0["choices"]?.array?.first?["delta"]?["content"]?.string }
    #expect(pieces.joined() == message?["message"]?["content"]?.string)
    let told = events.flatMap {
      $0["choices"]?.array?.first?["logprobs"]?["content"]?.array ?? []
    }
    #expect(told == entries)
    #expect(
      events.compactMap { $0["choices"]?.array?.first?["finish_reason"]?.string } == ["length"])
    #expect(events.last?["choices"] == [] && events.last?["usage"] == whole.json["usage"])
  }

  @Test func withoutALimitAnAnswerMayFillTheContext() async throws {
    let service = try TestService()
    let reply = try await Self.ask(service, ["max_completion_tokens": nil])
    let usage = reply.json["usage"]
    #expect(usage?["total_tokens"] == 256, "\(reply.text)")
    let long = try await Self.ask(service, ["max_tokens": 400])
    #expect(long.status == 400 && long.error["code"] == "context_length_exceeded")
    #expect(long.error["param"] == "messages")
  }

  @Test(
    arguments: [
      (["messages": []], "messages"), (["messages": nil], "messages"),
      (["messages": "hi"], "messages"),
      (["messages": [["role": "boss", "content": "x"]]], "messages.[0].role"),
      (["messages": [["role": "user"]]], "messages.[0].content"),
      (
        ["messages": [["role": "user", "content": [["type": "image_url"]]]]],
        "messages.[0].content.[0]"
      ),
      (["messages": [["role": "assistant", "tool_calls": [["id": "x"]]]]], "messages"),
      (["tools": [["type": "function"]]], "tools"), (["tool_choice": "required"], "tool_choice"),
      (["response_format": ["type": "json_object"]], "response_format"),
      (["top_logprobs": 3], "top_logprobs"),
      (["logprobs": true, "top_logprobs": 21], "top_logprobs"),
      (["store": true], "store"), (["frobnicate": 1], "frobnicate"), (["n": 0], "n"),
      (["max_tokens": 0], "max_tokens"), (["modalities": ["audio"]], "modalities"),
      (["logit_bias": ["99999999": 1]], "logit_bias"),
    ] as [(JSONObject, String)])
  func whatCannotBeDoneIsRefused(more: JSONObject, param: String) async throws {
    let reply = try await Self.ask(try TestService(), more)
    #expect(reply.status == 400, "\(reply.text)")
    #expect(reply.error["param"]?.string == param, "\(reply.text)")
  }

  @Test func aModelThatIsNotThereIsNotFound() async throws {
    let reply = try await Self.ask(try TestService(), ["model": "nothing"])
    #expect(reply.status == 404 && reply.error["code"] == "model_not_found")
  }
}
