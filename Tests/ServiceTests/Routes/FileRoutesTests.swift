// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTypes
import JSON
import ServiceStore
import Testing

@testable import Service

@Suite struct FileRoutesTests {
  private let service: TestService

  init() throws {
    service = try TestService()
  }

  private static let rows =
    #"{"prompt":"a ->","completion":" yes\n"}"# + "\n" + #"{"prompt":"b ->","completion":" no\n"}"#
    + "\n"

  private func uploads() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: service.store.folder.uploads)
  }

  @Test("Rows 14 to 17: a file from upload to deletion") func aFileFromUploadToDeletion()
    async throws
  {
    let object = try await service.upload(Self.rows, filename: "../my rows.jsonl").json
    let id = try #require(object["id"]?.string)
    #expect(object["object"] == "file" && object["purpose"] == "fine-tune")
    #expect(object["filename"] == "../my rows.jsonl" && object["status"] == "processed")
    #expect(object["bytes"] == .integer(Self.rows.utf8.count))
    #expect(try await service.send(.get, "/v1/files/\(id)").json == object)
    #expect(try await service.send(.get, "/v1/files").json["data"] == [object])
    let content = try await service.send(.get, "/v1/files/\(id)/content")
    #expect(content.text == Self.rows)
    #expect(content.headers["content-disposition"]?.hasSuffix("''my%20rows.jsonl") == true)
    #expect(try uploads().isEmpty)
    let deleted = try await service.send(.delete, "/v1/files/\(id)")
    #expect(deleted.json == ["id": .string(id), "object": "file", "deleted": true])
    for path in ["/v1/files/\(id)", "/v1/files/\(id)/content"] {
      let gone = try await service.send(.get, path)
      #expect(gone.status == 404)
      #expect(gone.error["message"]?.string == "No such File object: \(id)")
      #expect(gone.error["code"] == "file_not_found")
    }
    #expect(try await service.send(.delete, "/v1/files/\(id)").status == 404)
  }

  @Test func aFileToTrainOnIsLinted() async throws {
    let reply = try await service.upload(#"{"prompt":"a","completion":""}"# + "\n")
    #expect(reply.status == 400)
    #expect(reply.error["code"] == "invalid_training_file")
    #expect(reply.error["findings"]?.array?.isEmpty == false)
    let broken = try await service.upload("{\"prompt\":\n")
    #expect(broken.status == 400)
    #expect(try await service.send(.get, "/v1/files").json["data"] == [])
    #expect(try uploads().isEmpty)
  }

  @Test(
    "Row 14: a refusal names no option of the command line",
    arguments: [
      (#"{"text":"a","label":"b"}"#, "there is no column `prompt`"),
      (#"[{"prompt":"a","completion":" b"}]"#, "the file is a JSON array"),
      (#"{"data":[{"prompt":"a"}]}"#, "there is no column `prompt`"),
    ])
  func refusalsAdviseWhatAClientHas(content: String, reason: String) async throws {
    let reply = try await TestService().upload(content + "\n")
    let message = reply.error["message"]?.string ?? ""
    #expect(reply.status == 400 && message.contains(reason), "\(message)")
    #expect(!message.contains("--") && message.contains("the purpose 'dataset'"), "\(message)")
  }

  @Test func aDatasetMayBeAnything() async throws {
    let reply = try await service.upload("a,b\n1,2\n", filename: "a.csv", purpose: "dataset")
    #expect(reply.status == 200)
    let listed = try await service.send(.get, "/v1/files?purpose=dataset")
    #expect(listed.json["data"]?.array?.count == 1)
    #expect(try await service.send(.get, "/v1/files?purpose=fine-tune").json["data"] == [])
  }

  @Test func otherPurposesAreRefused() async throws {
    let reply = try await service.upload(Self.rows, purpose: "fine-tune-results")
    #expect(reply.status == 400)
    #expect(reply.error["param"] == "purpose")
    #expect(try uploads().isEmpty)
  }

  @Test func aFormIsRequired() async throws {
    let reply = try await service.send(.post, "/v1/files", json: ["file": "x"])
    #expect(reply.status == 400)
    #expect(reply.error["message"]?.string?.contains("multipart/form-data") == true)
  }

  @Test func uploadsHaveALimit() async throws {
    let small = try TestService { $0.limits.uploadBytes = Self.rows.utf8.count }
    #expect(try await small.upload(Self.rows).status == 200)
    let reply = try await small.upload(Self.rows + "\n")
    #expect(reply.status == 413)
    // What is announced as larger than file and form may be is refused unread.
    let announced = try await small.send(
      .post, "/v1/files", headers: [.contentType: Form.contentType, .contentLength: "90000"])
    #expect(announced.status == 413)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: small.store.folder.uploads).isEmpty)
  }

  @Test func aFileInUseStays() async throws {
    let id = try #require(try await service.upload(Self.rows).json["id"]?.string)
    let job = try await service.send(
      .post, "/v1/fine-tunes", json: ["training_file": .string(id), "model": "ada"])
    let refused = try await service.send(.delete, "/v1/files/\(id)")
    #expect(refused.status == 400)
    #expect(refused.error["message"]?.string?.contains("Cancel that job first") == true)
    let name = try #require(job.json["id"]?.string)
    #expect(try await service.send(.post, "/v1/fine-tunes/\(name)/cancel").status == 200)
    #expect(try await service.send(.delete, "/v1/files/\(id)").status == 200)
  }

  @Test func filesArePaged() async throws {
    var ids: [String] = []
    for _ in 0..<3 { ids.append(try await service.upload(Self.rows).json["id"]?.string ?? "") }
    let page = try await service.send(.get, "/v1/files?limit=2").json
    #expect(page["data"]?.array?.compactMap { $0["id"]?.string } == Array(ids[..<2]))
    #expect(page["has_more"] == true)
    let rest = try await service.send(.get, "/v1/files?after=\(ids[1])").json
    #expect(rest["data"]?.array?.compactMap { $0["id"]?.string } == [ids[2]])
    #expect(rest["has_more"] == false)
    for query in ["limit=0", "limit=10001", "limit=x", "after=none"] {
      #expect(try await service.send(.get, "/v1/files?\(query)").status == 400)
    }
  }
}
