// SPDX-License-Identifier: Apache-2.0

import AssayCore
import GRDB
import HTTPTypes
import JSON
import ServiceStore
import Testing

@testable import Service

/// Files, jobs and models of an organization are not there for others.
@Suite struct OrganizationTests {
  private let service: TestService

  init() throws {
    service = try TestService {
      $0.organizationKeys = ["acme=a", "other=o"].compactMap(OrganizationKey.init)
    }
  }

  private func send(
    _ method: HTTPRequest.Method, _ path: String, key: String, json: JSONValue? = nil
  ) async throws -> Reply {
    try await service.send(method, path, json: json, headers: [.authorization: "Bearer \(key)"])
  }

  private func upload(key: String) async throws -> String {
    let reply = try await service.send(
      .post, "/v1/files",
      headers: [.contentType: Form.contentType, .authorization: "Bearer \(key)"],
      body: Form.upload(JobTests.rows(20), filename: "rows.jsonl", purpose: "fine-tune"))
    return try #require(reply.json["id"]?.string, "\(reply.text)")
  }

  private func ids(_ path: String, key: String) async throws -> [String] {
    let items = try await send(.get, path, key: key).json["data"]?.array ?? []
    return items.compactMap { $0["id"]?.string }
  }

  @Test func filesAreTheirs() async throws {
    let id = try await upload(key: "a")
    #expect(try await service.store.file(id)?.organization == "acme")
    #expect(try await ids("/v1/files", key: "a") == [id])
    #expect(try await ids("/v1/files", key: "o") == [])
    for path in ["/v1/files/\(id)", "/v1/files/\(id)/content", "/assay/files/\(id)/findings"] {
      #expect(try await send(.get, path, key: "a").status == 200)
      #expect(try await send(.get, path, key: "o").status == 404)
    }
    #expect(try await send(.post, "/assay/files/\(id)/fix", key: "o").status == 404)
    #expect(try await send(.delete, "/v1/files/\(id)", key: "o").status == 404)
    #expect(try await send(.post, "/assay/files/\(id)/fix", key: "a").status == 200)
    #expect(try await ids("/v1/files", key: "o") == [])
    #expect(try await send(.delete, "/v1/files/\(id)", key: "a").status == 200)
  }

  @Test(arguments: ["/v1/fine-tunes", "/v1/fine_tuning/jobs"])
  func jobsAreTheirs(path: String) async throws {
    let file = try await upload(key: "a")
    let body: JSONValue = ["training_file": .string(file), "model": "ada"]
    let refused = try await send(.post, path, key: "o", json: body)
    #expect(refused.status == 400 && refused.error["code"] == "file_not_found")
    let created = try await send(.post, path, key: "a", json: body).json
    #expect(created["organization_id"] == "acme")
    let id = try #require(created["id"]?.string)
    #expect(try await ids(path, key: "a") == [id])
    #expect(try await ids(path, key: "o") == [])
    for place in ["\(path)/\(id)", "\(path)/\(id)/events", "/assay/jobs/\(id)/progress"] {
      #expect(try await send(.get, place, key: "a").status == 200)
      #expect(try await send(.get, place, key: "o").status == 404)
    }
    #expect(try await send(.post, "\(path)/\(id)/cancel", key: "o").status == 404)
    #expect(try await send(.post, "\(path)/\(id)/cancel", key: "a").status == 200)
    #expect(try await send(.delete, "/v1/fine-tunes/\(id)", key: "o").status == 404)
    #expect(try await send(.delete, "/v1/fine-tunes/\(id)", key: "a").status == 200)
  }

  @Test func modelsAreTheirs() async throws {
    let name = "nano:ft-acme-2026-01-02-03-04-05"
    let model = FineTunedModel(
      id: name, base: "nano", folder: "ft-1", jobID: "ft-1", createdAt: 7, owner: "acme")
    try await service.store.write { try model.insert($0) }
    #expect(try await ids("/v1/models", key: "a").contains(name))
    #expect(try await !ids("/v1/models", key: "o").contains(name))
    #expect(try await !ids("/v1/engines", key: "o").contains(name))
    #expect(try await send(.get, "/v1/models/\(name)", key: "o").status == 404)
    for path in ["/v1/completions", "/v1/embeddings", "/tokenize"] {
      let body: JSONValue =
        path == "/v1/embeddings"
        ? ["model": .string(name), "input": "a"] : ["model": .string(name), "prompt": "a"]
      let reply = try await send(.post, path, key: "o", json: body)
      #expect(reply.status == 404 && reply.error["code"] == "model_not_found")
    }
    let file = try await upload(key: "o")
    let reply = try await send(
      .post, "/v1/fine-tunes", key: "o",
      json: ["training_file": .string(file), "model": .string(name)])
    #expect(reply.status == 404)
    #expect(try await send(.delete, "/v1/models/\(name)", key: "o").status == 404)
    #expect(try await send(.delete, "/v1/models/\(name)", key: "a").status == 200)
  }

  /// Row 61: an error is an answer too.
  @Test func errorsSayInWhoseNameTheyAre() async throws {
    let calls: [(HTTPRequest.Method, String, Int)] = [
      (.get, "/v1/files/file-none", 404), (.get, "/v1/zork", 404), (.delete, "/v1/models", 405),
      (.post, "/v1/fine-tunes", 400),
    ]
    for (method, path, status) in calls {
      let reply = try await send(method, path, key: "o", json: [:])
      #expect(reply.status == status, "\(reply.text)")
      #expect(reply.headers["openai-organization"] == "other")
    }
    let stranger = try await send(.get, "/v1/files", key: "x")
    #expect(stranger.status == 401 && stranger.headers["openai-organization"] == "personal")
  }

  /// What needs no key says so of the method, not of the key.
  @Test(arguments: ["/health", "/v1/health", "/health/", "/"])
  func openPathsNeedNoKeyForAnyMethod(path: String) async throws {
    let reply = try await service.send(.post, path)
    #expect(reply.status == 405 && reply.headers["allow"] == "GET, HEAD")
    #expect(try await service.send(.post, "/healthy").status == 401)
  }

  @Test func keysStandInAFile() throws {
    let text = "# staff\n\nacme=a=b\r\n  other=o\n"
    let keys = try OrganizationKey.list(text, file: "keys")
    #expect(keys.map(\.organization) == ["acme", "other"] && keys.map(\.key) == ["a=b", "o"])
    #expect(OrganizationKey.fault(in: keys) == nil)
    let error = #expect(throws: AssayError.self) {
      try OrganizationKey.list("acme=a\nsecret\n", file: "keys")
    }
    #expect(error?.location == Location(file: "keys", line: 2))
    #expect(error.map { !"\($0)".contains("a\nsecret") && !$0.message.contains("secret") } == true)
  }

  @Test func aKeyBelongsToOneOrganization() throws {
    let keys = try OrganizationKey.list("a=k\nb=k\n", file: "keys")
    #expect(OrganizationKey.fault(in: keys) == "the organizations 'a' and 'b' have the same key")
    let twice = try OrganizationKey.list("a=k\na=k\n", file: "keys")
    #expect(OrganizationKey.fault(in: twice) == nil)
  }

  @Test func answersSayInWhoseNameTheyAre() async throws {
    for (key, name) in [("a", "acme"), ("o", "other")] {
      let reply = try await send(.get, "/v1/models", key: key)
      #expect(reply.headers["openai-organization"] == name)
    }
    let health = try await service.send(.get, "/health")
    #expect(health.headers["openai-organization"] == "personal")
  }
}
