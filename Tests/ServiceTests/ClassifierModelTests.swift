// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import LanguageModel
import Testing

@testable import Service

@Suite struct ClassifierModelTests {
  @Test func aClassifierEmbedsButWritesNoText() async throws {
    let folder = try TemporaryFolder()
    var shape = GPT2Configuration(positions: 64, width: 8, layers: 1, heads: 1)
    shape.classes = [" no", " yes"]
    let path = folder.url.appending(path: "topics").path
    try GPT2Model(configuration: shape, seed: 1).save(to: path)
    try await TestServer.run(folder: folder) { configuration in
      configuration.baseModels["topics"] = path
    } _: { server in
      let reply = try await server.send(
        "POST", "/v1/completions", json: ["model": "topics", "prompt": "a"])
      #expect(reply.status == 400)
      #expect(
        reply.json["error"]?["message"]?.string?.contains("classification head") == true,
        "\(reply.text)")
      let vectors = try await server.send(
        "POST", "/v1/embeddings", json: ["model": "topics", "input": "a"])
      #expect(vectors.status == 200, "\(vectors.text)")
    }
  }
}
