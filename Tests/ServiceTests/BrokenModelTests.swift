// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import LanguageModel
import Testing

@testable import Service

/// Models that cannot answer: every request hears of it, and none takes a sequence with it.
@Suite struct BrokenModelTests {
  private static func complete(
    _ server: TestServer, _ model: String, stream: Bool = false
  ) async throws -> Reply {
    try await server.send(
      "POST", "/v1/completions",
      json: [
        "model": .string(model), "prompt": "a", "max_tokens": 3, "n": 2, "stream": .bool(stream),
      ])
  }

  @Test func everyRequestIsAnsweredAndFreesItsSequences() async throws {
    let folder = try TemporaryFolder()
    let configuration = GPT2Configuration(positions: 32, width: 16, layers: 1, heads: 2)
    let model = try GPT2Model(configuration: configuration, seed: 3)
    try model.save(to: folder.url.path + "/good")
    model.parameters.values.update(repeating: .nan)
    try model.save(to: folder.url.path + "/nan")
    // A vocabulary that is smaller than the tokenizer's.
    var small = configuration
    small.vocabularySize = 100
    try GPT2Model(configuration: small, seed: 3).save(to: folder.url.path + "/small")
    let path = folder.url.path
    try await TestServer.run(folder: folder) {
      $0.baseModels = ["good": "\(path)/good", "nan": "\(path)/nan", "small": "\(path)/small"]
      $0.limits.batchedSequences = 2
    } _: { server in
      for name in ["nan", "small"] {
        for _ in 0..<6 {
          let reply = try await Self.complete(server, name)
          #expect(reply.status == 500, "\(reply.text)")
          #expect(reply.json["error"]?["message"]?.string?.isEmpty == false)
        }
      }
      let metrics = try await server.send("GET", "/metrics").text
      #expect(metrics.contains("assay_completions_queued 0"))
      for _ in 0..<2 {
        let reply = try await Self.complete(server, "good")
        #expect(reply.status == 200 && reply.json["choices"]?.array?.count == 2)
      }
    }
  }

  @Test func aStreamEndsWithTheError() async throws {
    let folder = try TemporaryFolder()
    let model = try GPT2Model(
      configuration: GPT2Configuration(positions: 32, width: 16, layers: 1, heads: 2), seed: 3)
    model.parameters.values.update(repeating: .nan)
    try model.save(to: folder.url.path + "/nan")
    let path = folder.url.path
    try await TestServer.run(folder: folder) {
      $0.baseModels = ["nan": "\(path)/nan"]
    } _: { server in
      let reply = try await Self.complete(server, "nan", stream: true)
      // The weights may be refused before the stream begins.
      let error = reply.status == 200 ? reply.events.last?["error"] : reply.json["error"]
      #expect(error?["message"]?.string?.isEmpty == false)
    }
  }
}
