// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import HTTPTypes
import JSON
import LanguageModel
import Testing

@testable import Service

/// A request that is otherwise than the rows of the model's training file is told of.
@Suite struct CompletionWarningTests {
  /// A service with a model whose record knows what prompts and completions ended in.
  private static func service(
    separator: String? = nil, stop: String? = nil, classes: JSONValue = .null
  ) throws -> (TestService, TemporaryFolder) {
    let folder = try TemporaryFolder()
    let shape = GPT2Configuration(positions: 64, width: 16, layers: 1, heads: 2)
    try GPT2Model(configuration: shape, seed: 3).save(to: folder.url.path)
    let record: JSONValue = [
      "separator": .init(separator), "stop": .init(stop), "classes": classes,
    ]
    try folder.write(record.text(), to: "assay.json")
    return (try TestService { $0.baseModels["tuned"] = folder.url.path }, folder)
  }

  private static func warning(
    _ service: TestService, _ prompt: JSONValue, model: String = "tuned", stream: Bool = false,
    stop: JSONValue = .null, limit: Int = 1
  ) async throws -> String? {
    let reply = try await service.send(
      .post, "/v1/completions",
      json: [
        "model": .string(model), "prompt": prompt, "max_tokens": .integer(limit),
        "stream": .bool(stream), "stop": stop,
      ])
    #expect(reply.status == 200, "\(reply.text)")
    return reply.headers["assay-warning"]
  }

  @Test("Rows 10, 13: another use than the model was trained for is said")
  func theWarningIsInTheHeaders() async throws {
    let (service, folder) = try Self.service(separator: "\n\n→\n")
    for stream in [false, true] {
      let found = try await Self.warning(service, ["fine\n\n→\n", "not fine"], stream: stream)
      #expect(found?.hasPrefix("the prompt does not end in `\\n\\n<U+2192>\\n`") == true)
      #expect(try await Self.warning(service, "fine\n\n→\n", stream: stream) == nil)
    }
    // Nobody knows how these should end.
    #expect(try await Self.warning(service, [[464, 23878]]) == nil)
    #expect(try await Self.warning(service, "no", model: "nano") == nil)
    withExtendedLifetime(folder) {}
  }

  @Test("Row 10: a conversation with a model that has seen none is said", arguments: [false, true])
  func conversationsAreDoubted(stream: Bool) async throws {
    let folder = try TemporaryFolder()
    let shape = GPT2Configuration(positions: 64, width: 16, layers: 1, heads: 2)
    try GPT2Model(configuration: shape, seed: 3).save(to: folder.url.path)
    let (pairs, chats): (JSONValue, JSONValue) = (["examples": 9], ["examples": 9, "answers": 12])
    for (training, isDoubted) in [(pairs, true), (chats, false)] {
      let record: JSONValue = ["task": "generation", "data": ["training": training]]
      try folder.write(record.text(), to: "assay.json")
      let service = try TestService { $0.baseModels["tuned"] = folder.url.path }
      let reply = try await service.send(
        .post, "/v1/chat/completions",
        json: [
          "model": "tuned", "messages": [["role": "user", "content": "Hi"]], "max_tokens": 1,
          "stream": .bool(stream),
        ])
      #expect(reply.status == 200, "\(reply.text)")
      let warning = reply.headers["assay-warning"]
      #expect((warning?.contains("has seen no conversation") == true) == isDoubted)
    }
  }

  @Test("Rows 4, 10: an answer that is not stopped where the training file's ended is said")
  func theStopSequenceIsMissed() async throws {
    let (service, folder) = try Self.service(stop: " END")
    let said = "` END` is not given as stop, and all completions of the model's training file ended"
    for stop: JSONValue in [.null, "\n", ["\n", "#"], " END."] {
      let found = try await Self.warning(service, "a", stop: stop, limit: 4)
      #expect(found?.hasPrefix(said) == true, "\(stop)")
    }
    for stop: JSONValue in [" END", "END", ["\n", " END"]] {
      #expect(try await Self.warning(service, "a", stop: stop, limit: 4) == nil, "\(stop)")
    }
    // Tokens are stopped too, and one token is no text that goes on.
    #expect(try await Self.warning(service, [[464, 23878]], limit: 4)?.hasPrefix(said) == true)
    #expect(try await Self.warning(service, "a") == nil)
    withExtendedLifetime(folder) {}
    let (judges, other) = try Self.service(stop: "\n", classes: [" yes\n", " no\n"])
    #expect(try await Self.warning(judges, "a", limit: 4) == nil)
    withExtendedLifetime(other) {}
    let (both, third) = try Self.service(separator: " ->", stop: " END")
    let found = try await Self.warning(both, "a", limit: 4) ?? ""
    #expect(found.contains("does not end in ` ->`") && found.contains("; ` END` is not given"))
    withExtendedLifetime(third) {}
  }
}
