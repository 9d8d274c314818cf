// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import HTTPTypes
import JSON
import Testing

@testable import Service

@Suite struct ModelRoutesTests {
  private let service: TestService
  private let name = "ada:ft-acme-2026-01-02-03-04-05"

  init() async throws {
    service = try TestService { $0.organization = "acme" }
    let model = FineTunedModel(
      id: name, base: "ada", folder: "ft-1", jobID: "ft-1", createdAt: 7, owner: "acme")
    try await service.store.write { try model.insert($0) }
    try FileManager.default.createDirectory(
      atPath: "\(service.store.folder.models)/ft-1", withIntermediateDirectories: false)
  }

  @Test("Rows 59, 60: fine tuned models stand beside their bases")
  func fineTunedModelsStandBesideTheirBases() async throws {
    let object = try await service.send(.get, "/v1/models/\(name)").json
    #expect(object["id"]?.string == name && object["object"] == "model")
    #expect(object["root"] == "ada" && object["parent"] == "ada")
    #expect(object["owned_by"] == "acme" && object["created"] == 7)
    #expect(object["permission"]?.array?.first?["object"] == "model_permission")
    let base = try await service.send(.get, "/v1/models/nano").json
    #expect(base["parent"] == .null && base["owned_by"] == "assay")
    let listed = try await service.send(.get, "/v1/models").json["data"]?.array ?? []
    #expect(listed.last == object && listed.contains(base))
  }

  @Test func enginesAreModelsOfOld() async throws {
    let engine = try await service.send(.get, "/v1/engines/\(name)").json
    #expect(
      engine == [
        "id": .string(name), "object": "engine", "owner": "acme", "ready": true,
        "permissions": nil, "created": nil,
      ])
    let listed = try await service.send(.get, "/v1/engines").json["data"]?.array ?? []
    #expect(listed.last == engine && listed.count == 2)
    #expect(try await service.send(.get, "/v1/engines/none").error["code"] == "model_not_found")
  }

  @Test("Row 61: deleting a model removes its files") func deletingAModelRemovesItsFiles()
    async throws
  {
    let reply = try await service.send(.delete, "/v1/models/\(name)")
    #expect(reply.json == ["id": .string(name), "object": "model", "deleted": true])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: service.store.folder.models).isEmpty)
    #expect(try await service.send(.get, "/v1/models/\(name)").status == 404)
  }

  @Test func onlyFineTunedModelsCanBeDeleted() async throws {
    let base = try await service.send(.delete, "/v1/models/ada")
    #expect(base.status == 403 && base.error["param"] == "model")
    let none = try await service.send(.delete, "/v1/models/none")
    #expect(none.status == 404 && none.error["code"] == "model_not_found")
  }
}
