// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import JSON
import ModelStore
import Testing

@testable import Service

/// Rows 20 and 73: the many names of OpenAI's base models.
@Suite struct ModelNameTests {
  @Test(
    arguments: [
      ("text-ada-001", "ada"), ("text-babbage-001", "babbage"), ("text-curie-001", "curie"),
      ("text-davinci-001", "davinci"), ("text-davinci-003", "davinci"),
      ("code-davinci-002", "davinci"), ("text-embedding-ada-002", "ada"),
      ("text-similarity-curie-001", "curie"), ("text-search-babbage-doc-001", "babbage"),
      ("text-search-davinci-query-001", "davinci"), ("code-search-ada-code-001", "ada"),
      ("code-search-babbage-text-001", "babbage"), ("davinci-002", "davinci"),
      ("babbage-002", "babbage"), ("curie-instruct-beta", "curie"), ("ada-search-query", "ada"),
      ("ada-code-search-text", "ada"), ("curie-similarity", "curie"),
      ("ada", nil), ("text-ada", nil), ("text-ada-0001", nil), ("text-search-ada-001", nil),
      ("my-text-ada-001", nil), ("text-embedding-3-small", nil), ("", nil), ("gpt2", nil),
    ] as [(String, String?)])
  func aNameStandsForABase(name: String, base: String?) {
    #expect(OpenAIModelName.base(of: name) == base)
  }

  private static func service(_ weights: String...) throws -> TestService {
    try TestService { configuration in
      for name in weights {
        configuration.baseModels[name] = configuration.baseModels["nano"]
      }
    }
  }

  @Test func anotherNameAnswersAsItsBase() async throws {
    let service = try Self.service("ada")
    let object = try await service.send(.get, "/v1/models/text-ada-001").json
    #expect(object["id"] == "text-ada-001" && object["root"] == "ada")
    #expect(try await service.send(.get, "/v1/engines/text-embedding-ada-002").status == 200)
    let completion = try await service.send(
      .post, "/v1/completions",
      json: ["model": "text-ada-001", "prompt": "a", "max_tokens": 2])
    #expect(completion.status == 200 && completion.json["model"] == "text-ada-001")
    let embedding = try await service.send(
      .post, "/v1/embeddings", json: ["model": "text-embedding-ada-002", "input": "a"])
    #expect(embedding.json["data"]?.array?.first?["embedding"]?.array?.count == 128)
    // One list of models is enough.
    let names = try await service.send(.get, "/v1/models").json["data"]?.array
    #expect(names?.compactMap { $0["id"]?.string } == ["ada", "nano"])
  }

  @Test func aNameOfItsOwnComesFirst() async throws {
    let service = try Self.service("text-ada-001")
    #expect(try await service.send(.get, "/v1/models/text-ada-001").json["root"] == "text-ada-001")
    // The base has no weights.
    #expect(try await service.send(.get, "/v1/models/text-similarity-ada-001").status == 404)
  }

  @Test func whatIsMissingIsSaidOfTheBase() async throws {
    let reply = try await Self.service().send(.get, "/v1/models/text-curie-001")
    #expect(reply.status == 404)
    #expect(reply.error["message"]?.string?.contains("assay models pull gpt2") == true)
  }

  /// A job tells that its base is random weights, from the moment it is made.
  @Test(arguments: [("text-ada-001", true), ("nano", false)])
  func aJobSaysWhereItStarts(model: String, isRandom: Bool) async throws {
    let service = try TestService()
    let file = try await service.upload(JobTests.rows(20)).json["id"] ?? nil
    let job = try await service.send(
      .post, "/v1/fine-tunes", json: ["training_file": file, "model": .string(model)]
    ).json
    #expect(job["from_scratch"] == .bool(isRandom) && job["model"] == .string(model))
    let newer = try await service.send(
      .post, "/v1/fine_tuning/jobs", json: ["training_file": file, "model": .string(model)]
    ).json
    #expect(newer["from_scratch"] == .bool(isRandom))
  }

  /// `assay models pull` without --data-dir and a server with it see one store.
  @Test func modelsOfTheUsersStoreAreSeen() async throws {
    let home = try TemporaryStore()
    let service = try TestService { $0.otherHomes = [home.path] }
    let names = try await service.send(.get, "/v1/models").json["data"]?.array
    #expect(names?.compactMap { $0["id"]?.string } == ["mine", "nano"])
    let reply = try await service.send(
      .post, "/v1/completions", json: ["model": "mine", "prompt": "a", "max_tokens": 1])
    #expect(reply.status == 200)
  }
}
