// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import HTTPTypes
import JSON
import LanguageModel
import Platform
import Testing

@testable import Service

@Suite struct CompletionTests {
  private static func complete(
    _ server: TestServer, _ body: JSONValue, path: String = "/v1/completions"
  ) async throws -> JSONValue {
    let reply = try await server.send("POST", path, json: body)
    #expect(reply.status == 200, "\(reply.text)")
    return reply.json
  }

  private static func texts(_ reply: JSONValue) -> [String] {
    reply["choices"]?.array?.compactMap { $0["text"]?.string } ?? []
  }

  @Test("Row 62: the prompt may be text or tokens and several")
  func thePromptMayBeTextOrTokensAndSeveral() async throws {
    try await TestServer.run { server in
      func ask(_ prompt: JSONValue) async throws -> [String] {
        Self.texts(
          try await Self.complete(
            server, ["model": "nano", "prompt": prompt, "max_tokens": 4, "temperature": 0]))
      }
      let text = try await ask("The elf queen")
      #expect(text.count == 1 && !text[0].isEmpty)
      #expect(try await ask(["The elf queen"]) == text)
      #expect(try await ask([464, 23878, 16599]) == text)
      #expect(try await ask([[464, 23878, 16599], [464]]).first == text[0])
      #expect(try await ask(["a", [464, 23878, 16599], "The elf queen"]).suffix(2) == text + text)
      let engine = try await Self.complete(
        server, ["prompt": "The elf queen", "max_tokens": 4, "temperature": 0],
        path: "/v1/engines/nano/completions")
      #expect(Self.texts(engine) == text)
      #expect(engine["usage"] == ["prompt_tokens": 3, "completion_tokens": 4, "total_tokens": 7])
      #expect(engine["object"] == "text_completion")
      #expect(engine["id"]?.string?.hasPrefix("cmpl-") == true)
    }
  }

  @Test("Row 75: an answer ends in any eos_token_id of the model") func answersEndInAnyEnd()
    async throws
  {
    let folder = try TemporaryFolder()
    try GPT2Model(
      configuration: GPT2Configuration(positions: 64, width: 16, layers: 1, heads: 2), seed: 3
    ).save(to: folder.url.path)
    func ask() async throws -> JSONValue {
      let service = try TestService { $0.baseModels["tuned"] = folder.url.path }
      let reply = try await service.send(
        .post, "/v1/completions",
        json: ["model": "tuned", "prompt": "The elf queen", "max_tokens": 6, "temperature": 0])
      #expect(reply.status == 200, "\(reply.text)")
      return try #require(reply.json["choices"]?.array?.first)
    }
    #expect(try await ask()["finish_reason"] == "length")
    // Every token but GPT-2's own end, so that the first one ends the answer. Of the rest of the file
    // nothing counts here.
    let ends = (0..<50256).map { JSONValue.integer($0) }
    try folder.write(
      JSONValue.object(["eos_token_id": .array(ends), "max_new_tokens": 2]).text(),
      to: "generation_config.json")
    let answer = try await ask()
    #expect(answer["finish_reason"] == "stop" && answer["text"] == "")
  }

  /// What the command line of 2023 sends: explicit nulls are defaults, and echo is always true.
  @Test func nullsAreDefaults() async throws {
    try await TestServer.run { server in
      let reply = try await Self.complete(
        server,
        [
          "model": "nano", "n": nil, "max_tokens": nil, "logprobs": nil, "prompt": "X",
          "stream": false, "temperature": nil, "top_p": nil, "stop": nil, "echo": true,
        ])
      #expect(Self.texts(reply).first?.hasPrefix("X") == true)
      #expect(reply["usage"]?["completion_tokens"]?.integer ?? 0 > 0)
      #expect(reply["choices"]?.array?.first?["logprobs"] == .null)
    }
  }

  @Test func oneSeedIsOneTextWhoeverElseAsks() async throws {
    try await TestServer.run { server in
      let body: JSONValue = [
        "model": "nano", "prompt": "Once upon", "max_tokens": 5, "seed": 11, "n": 3,
        "top_p": 0.9,
      ]
      let alone = Self.texts(try await Self.complete(server, body))
      #expect(Set(alone).count == 3)
      try await withThrowingTaskGroup(of: [String].self) { group in
        for index in 0..<6 {
          group.addTask {
            guard index % 2 == 0 else {
              _ = try await Self.complete(
                server,
                [
                  "model": "nano", "prompt": .string("noise \(index)"),
                  "max_tokens": .integer(index),
                ])
              return alone
            }
            return Self.texts(try await Self.complete(server, body))
          }
        }
        for try await texts in group { #expect(texts == alone) }
      }
      let other = Self.texts(
        try await Self.complete(
          server,
          [
            "model": "nano", "prompt": "Once upon", "max_tokens": 5, "seed": 12, "n": 3,
            "top_p": 0.9,
          ]))
      #expect(other != alone)
    }
  }

  @Test func anEchoScoresThePrompt() async throws {
    try await TestServer.run { server in
      let reply = try await Self.complete(
        server,
        [
          "model": "nano", "prompt": [464, 23878, 16599], "max_tokens": 1, "temperature": 0,
          "logprobs": 1, "seed": 1234, "echo": true,
        ])
      let choice = try #require(reply["choices"]?.array?.first)
      #expect(choice["finish_reason"] == "length")
      let logprobs = try #require(choice["logprobs"])
      let values = try #require(logprobs["token_logprobs"]?.array)
      let tops = try #require(logprobs["top_logprobs"]?.array)
      let tokens = try #require(logprobs["tokens"]?.array).compactMap(\.string)
      #expect(tokens.prefix(3) == ["The", " elf", " queen"])
      #expect(tokens.joined() == choice["text"]?.string)
      #expect(values.count == 4 && tops.count == 4)
      #expect(values[0] == .null && tops[0] == .null)
      #expect(logprobs["text_offset"] == [0, 3, 7, 13])
      for index in 1..<4 {
        let top = try #require(tops[index].object)
        #expect(top[tokens[index]] == values[index])
        #expect(values[index].double ?? 1 < 0)
      }
      // The greedy token is the likeliest, by the very same number.
      #expect(tops[3].object?.members.compactMap(\.value.double).max() == values[3].double)
      let scored = try await Self.complete(
        server,
        [
          "model": "nano", "prompt": [464, 23878, 16599], "max_tokens": 0, "logprobs": 1,
          "echo": true,
        ])
      let again = scored["choices"]?.array?.first?["logprobs"]?["token_logprobs"]?.array
      #expect(again == Array(values.prefix(3)))
    }
  }

  @Test("Row 65: a stream says what the whole says") func aStreamSaysWhatTheWholeSays() async throws
  {
    try await TestServer.run { server in
      var body: JSONObject = [
        "model": "nano", "prompt": ["Grüße 👩‍🚀", "b"], "max_tokens": 10, "seed": 5, "n": 2,
        "logprobs": 2, "echo": true,
      ]
      let whole = try await Self.complete(server, .object(body))
      body["stream"] = true
      body["stream_options"] = ["include_usage": true]
      let reply = try await server.send("POST", "/v1/completions", json: .object(body))
      #expect(reply.headers["content-type"] == "text/event-stream")
      #expect(reply.headers["transfer-encoding"] == "chunked")
      #expect(reply.text.hasSuffix("data: [DONE]\n\n"))
      var texts = ["", "", "", ""]
      var tokens: [[JSONValue]] = [[], [], [], []]
      var endings: [String?] = [nil, nil, nil, nil]
      for event in reply.events.dropLast() {
        let choice = try #require(event["choices"]?.array?.first)
        let index = try #require(choice["index"]?.integer)
        texts[index] += choice["text"]?.string ?? ""
        tokens[index] += choice["logprobs"]?["token_logprobs"]?.array ?? []
        #expect(endings[index] == nil)
        endings[index] = choice["finish_reason"]?.string
      }
      #expect(texts == Self.texts(whole))
      #expect(endings.allSatisfy { $0 == "length" || $0 == "stop" })
      for (index, choice) in (whole["choices"]?.array ?? []).enumerated() {
        #expect(choice["logprobs"]?["token_logprobs"]?.array == tokens[index])
      }
      #expect(reply.events.last?["usage"] == whole["usage"])
    }
  }

  @Test("Row 63: bias stop and best of") func biasStopAndBestOf() async throws {
    try await TestServer.run { server in
      let forced = try await Self.complete(
        server,
        [
          "model": "nano", "prompt": "a", "max_tokens": 3, "logit_bias": ["23878": 100],
          "temperature": 0,
        ])
      #expect(Self.texts(forced) == [" elf elf elf"])
      let stopped = try await Self.complete(
        server,
        [
          "model": "nano", "prompt": "a", "max_tokens": 9, "logit_bias": ["23878": 100],
          "stop": ["lf e"], "logprobs": 0,
        ])
      #expect(Self.texts(stopped) == [" e"])
      #expect(stopped["choices"]?.array?.first?["finish_reason"] == "stop")
      let punished = try await Self.complete(
        server,
        [
          "model": "nano", "prompt": "a", "max_tokens": 2, "temperature": 0,
          "logit_bias": ["23878": 50, "16599": 49], "presence_penalty": 2, "frequency_penalty": 2,
        ])
      #expect(Self.texts(punished) == [" elf queen"])
      let best = try await Self.complete(
        server,
        [
          "model": "nano", "prompt": "a", "max_tokens": 4, "n": 2, "best_of": 5, "seed": 3,
          "logprobs": 0,
        ])
      #expect(best["choices"]?.array?.count == 2)
      #expect(best["usage"]?["completion_tokens"] == 20)
      let sums = (best["choices"]?.array ?? []).map { choice in
        (choice["logprobs"]?["token_logprobs"]?.array ?? []).reduce(0) { $0 + ($1.double ?? 0) }
      }
      #expect(sums[0] >= sums[1])
    }
  }

  @Test(
    arguments: [
      (["model": "zork", "prompt": "a"], 404, "model"),
      (["prompt": "a"], 400, "model"), (["model": 3, "prompt": "a"], 400, "model"),
      (["model": "nano", "prompt": 3], 400, "prompt"),
      (["model": "nano", "prompt": []], 400, "prompt"),
      (["model": "nano", "prompt": [60000]], 400, "prompt"),
      (["model": "nano", "prompt": [-1]], 400, "prompt"),
      (["model": "nano", "prompt": [["a"]]], 400, "prompt"),
      (["model": "nano", "prompt": "a", "max_tokens": 256], 400, "prompt"),
      (["model": "nano", "prompt": "a", "max_tokens": "x"], 400, "max_tokens"),
      (["model": "nano", "prompt": "a", "max_tokens": 1.5], 400, "max_tokens"),
      (["model": "nano", "prompt": "a", "temperature": 2.1], 400, "temperature"),
      (["model": "nano", "prompt": "a", "n": 0], 400, "n"),
      (["model": "nano", "prompt": "a", "n": 3, "best_of": 2], 400, "best_of"),
      (["model": "nano", "prompt": "a", "best_of": 2, "stream": true], 400, "best_of"),
      (["model": "nano", "prompt": "a", "stop": 5], 400, "stop"),
      (["model": "nano", "prompt": "a", "stream": "yes"], 400, "stream"),
      (["model": "nano", "prompt": "a", "logit_bias": ["x": 1]], 400, "logit_bias"),
      (["model": "nano", "prompt": "a", "logit_bias": ["60000": 1]], 400, "logit_bias"),
      (["model": "nano", "prompt": "a", "logit_bias": ["1": 101]], 400, "logit_bias"),
      (["model": "nano", "prompt": "a", "suffix": "b"], 400, "suffix"),
      (["model": "nano", "prompt": "a", "unheard_of": 1], 400, "unheard_of"),
    ] as [(JSONValue, Int, String)])
  func wrongFieldsAreNamed(body: JSONValue, status: Int, param: String) async throws {
    try await TestServer.run { server in
      let reply = try await server.send("POST", "/v1/completions", json: body)
      #expect(reply.status == status)
      #expect(reply.json["error"]?["param"]?.string == param)
    }
  }

  @Test func hugePromptsAreRefused() async throws {
    try await TestServer.run { server in
      let prompt = String(repeating: "word ", count: 2 << 20)
      let reply = try await server.send(
        "POST", "/v1/completions", json: ["model": "nano", "prompt": .string(prompt)])
      #expect(reply.status == 400)
      #expect(reply.json["error"]?["code"] == "context_length_exceeded")
      // No token has more than 128 bytes: so many are there at least, and nobody counted further.
      let least = prompt.utf8.count / 128
      let message = try #require(reply.json["error"]?["message"]?.string)
      #expect(message.contains("(\(least) in your prompt;"), "\(message)")
    }
  }

  @Test func aFullQueueAnswers429() async throws {
    try await TestServer.run {
      $0.limits.queuedCompletions = 2
      $0.limits.batchedSequences = 1
    } _: { server in
      let statuses = try await withThrowingTaskGroup(of: Reply.self) { group in
        for _ in 0..<16 {
          group.addTask {
            try await server.send(
              "POST", "/v1/completions", json: ["model": "nano", "prompt": "a", "max_tokens": 60])
          }
        }
        var statuses: [Int] = []
        for try await reply in group {
          statuses.append(reply.status)
          if reply.status == 429 {
            #expect(reply.headers["retry-after"] == "1")
            #expect(reply.json["error"]?["code"] == "rate_limit_exceeded")
          }
        }
        return statuses
      }
      #expect(Set(statuses) == [200, 429])
    }
  }

  @Test("Row 68: embeddings are unit vectors in either form")
  func embeddingsAreUnitVectorsInEitherForm() async throws {
    try await TestServer.run { server in
      let plain = try await server.send(
        "POST", "/v1/embeddings", json: ["model": "nano", "input": ["one", "two words"]])
      let data = try #require(plain.json["data"]?.array)
      #expect(data.count == 2 && plain.json["usage"]?["prompt_tokens"] == 3)
      let vector = try #require(data[1]["embedding"]?.array).compactMap(\.double)
      #expect(vector.count == 128)
      #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
      let coded = try await server.send(
        "POST", "/v1/embeddings",
        json: ["model": "nano", "input": "two words", "encoding_format": "base64"])
      let text = try #require(coded.json["data"]?.array?.first?["embedding"]?.string)
      var bytes: [UInt8] = []
      for value in vector {
        withUnsafeBytes(of: Float(value).bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      }
      #expect(text == Data(bytes).base64EncodedString())
      let empty = try await server.send(
        "POST", "/v1/embeddings", json: ["model": "nano", "input": ""])
      #expect(empty.status == 400)
    }
  }

  @Test func tokensThereAndBack() async throws {
    try await TestServer.run { server in
      let tokens = try await server.send(
        "POST", "/tokenize", json: ["model": "nano", "prompt": "The elf queen 👑"])
      #expect(tokens.json["tokens"]?.array?.prefix(3) == [464, 23878, 16599])
      let text = try await server.send(
        "POST", "/detokenize", json: ["tokens": tokens.json["tokens"] ?? nil])
      #expect(text.json["prompt"] == "The elf queen 👑")
      #expect(try await server.send("GET", "/tokenizer_info").json["vocab_size"] == 50257)
    }
  }
}
