// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import JSON
import Testing

@testable import Service

/// Names of models that have no weights here: they can be trained, or not even that, and never answer.
@Suite struct WeightlessModelTests {
  @Test(arguments: [
    ("ada", "it is the shape nano, from which a fine-tune starts"),
    ("curie", "which stands for gpt2,"), ("gpt2-xl", "assay models pull gpt2-xl"),
    ("zork", "The model 'zork' does not exist"),
  ])
  func theyDoNotAnswer(name: String, message: String) async throws {
    let service = try TestService()
    let calls: [(String, JSONValue)] = [
      ("/v1/completions", ["model": .string(name), "prompt": "a"]),
      ("/v1/embeddings", ["model": .string(name), "input": "a"]),
    ]
    for (path, body) in calls {
      let reply = try await service.send(.post, path, json: body)
      #expect(reply.status == 404 && reply.error["code"] == "model_not_found")
      #expect(reply.error["message"]?.string?.contains(message) == true, "\(reply.json)")
    }
    #expect(try await service.send(.get, "/v1/models/\(name)").status == 404)
    #expect(try await service.send(.get, "/v1/engines/\(name)").status == 404)
  }

  @Test func onlyShapesAndModelsAreTrained() async throws {
    let service = try TestService()
    let file = try await service.upload(#"{"prompt":"a ->","completion":" b"}"# + "\n").json["id"]
    func create(_ name: String) async throws -> Reply {
      try await service.send(
        .post, "/v1/fine-tunes", json: ["training_file": file ?? nil, "model": .string(name)])
    }
    #expect(try await create("ada").status == 200)
    #expect(try await create("nano").status == 200)
    let refused = try await create("curie")
    #expect(refused.status == 404)
    #expect(refused.error["message"]?.string?.contains("--base-model curie=nano") == true)
  }

  @Test func thePageIsToldOfShapesToTrain() async throws {
    let service = try TestService()
    func names(_ path: String) async throws -> [String] {
      try await service.send(.get, path).json["data"]?.array?.compactMap { $0["id"]?.string } ?? []
    }
    #expect(try await names("/v1/models") == ["nano"])
    #expect(
      try await names("/v1/models?purpose=fine-tune") == ["ada", "babbage", "micro", "nano"])
  }
}
