// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import JSON
import ServiceStore
import Testing

@testable import Service

/// Jobs as both routes show them, with nobody who works on them.
@Suite struct FineTuneRoutesTests {
  private let service: TestService
  private let file: JSONValue

  init() async throws {
    service = try TestService { $0.organization = "acme" }
    file = try await service.upload(JobTests.rows(20)).json["id"] ?? nil
  }

  private func create(
    _ extra: JSONObject = [:], path: String = "/v1/fine-tunes"
  ) async throws -> JSONValue {
    var body: JSONObject = ["training_file": file, "model": "ada"]
    for member in extra.members { body[member.key] = member.value }
    let reply = try await service.send(.post, path, json: .object(body))
    #expect(reply.status == 200, "\(reply.text)")
    return reply.json
  }

  private static func messages(_ events: JSONValue?) -> [String] {
    events?.array?.compactMap { $0["message"]?.string } ?? []
  }

  @Test(arguments: ["/v1/fine-tunes", "/v1/fine_tuning/jobs"])
  func promptsOfBothFilesAreTold(path: String) async throws {
    let lines = JobTests.rows(20).split(separator: "\n")
    let shared = lines.suffix(3).joined(separator: "\n") + "\n"
    let own = JobTests.rows(8, from: 100)
    for (text, expected) in [(shared + own, true), (own, false)] {
      let validation = try await service.upload(text, filename: "valid.jsonl").json["id"] ?? nil
      let job = try await create(["validation_file": validation], path: path)
      let id = try #require(job["id"]?.string)
      let events = try await service.store.events(of: id)
      let warning = events.first { $0.level == "warning" }?.message
      #expect((warning != nil) == expected, "\(events.map(\.message))")
      if expected {
        #expect(warning?.contains("the prompt of 3 rows of 11 is also in `train.jsonl`") == true)
      }
    }
  }

  @Test func aNewJobShowsWhatWasAskedFor() async throws {
    let job = try await create(["n_epochs": 3, "batch_size": 4, "learning_rate_multiplier": 0.5])
    #expect(job["object"] == "fine-tune" && job["status"] == "pending")
    #expect(job["model"] == "ada" && job["fine_tuned_model"] == .null)
    #expect(job["organization_id"] == "acme")
    #expect(job["hyperparams"]?["n_epochs"] == 3)
    #expect(job["hyperparams"]?["batch_size"] == 4)
    #expect(job["hyperparams"]?["learning_rate_multiplier"] == 0.5)
    #expect(job["training_files"]?.array?.first?["id"] == file)
    #expect(job["validation_files"] == [] && job["result_files"] == [])
    #expect(Self.messages(job["events"]).last == "Fine-tune enqueued. Queue number: 0")
    let id = try #require(job["id"]?.string)
    #expect(Identifier.isValid(id, .fineTune))
    #expect(try await service.send(.get, "/v1/fine-tunes/\(id)").json == job)
    let listed = try await service.send(.get, "/v1/fine-tunes").json["data"]?.array ?? []
    #expect(listed.count == 1 && listed[0]["id"] == job["id"] && listed[0]["events"] == nil)
  }

  @Test("Rows 23, 26: a job is cancelled once and then deleted")
  func aJobIsCancelledOnceAndThenDeleted() async throws {
    let id = try #require(try await create()["id"]?.string)
    let early = try await service.send(.delete, "/v1/fine-tunes/\(id)")
    #expect(early.status == 400)
    #expect(early.error["message"]?.string?.contains("status pending") == true)
    let cancelled = try await service.send(.post, "/v1/fine-tunes/\(id)/cancel").json
    #expect(cancelled["status"] == "cancelled")
    #expect(Self.messages(cancelled["events"]).last == "Fine-tune cancelled")
    #expect(try await service.send(.post, "/v1/fine-tunes/\(id)/cancel").status == 400)
    let deleted = try await service.send(.delete, "/v1/fine-tunes/\(id)")
    #expect(deleted.json == ["id": .string(id), "object": "fine-tune", "deleted": true])
    for (method, path) in [("GET", ""), ("DELETE", ""), ("POST", "/cancel"), ("GET", "/events")] {
      let reply = try await service.send(
        .init(method) ?? .get, "/v1/fine-tunes/\(id)\(path)")
      #expect(reply.status == 404)
      #expect(reply.error["code"] == "fine_tune_not_found")
    }
  }

  @Test("Rows 24, 27: events are a list or a stream") func eventsAreAListOrAStream() async throws {
    let id = try #require(try await create()["id"]?.string)
    _ = try await service.send(.post, "/v1/fine-tunes/\(id)/cancel")
    let list = try await service.send(.get, "/v1/fine-tunes/\(id)/events").json
    let messages = Self.messages(list["data"])
    #expect(messages.count == 4 && messages.last == "Fine-tune cancelled")
    #expect(list["data"]?.array?.first?["object"] == "fine-tune-event")
    for word in ["true", "1", "True"] {
      let stream = try await service.send(.get, "/v1/fine-tunes/\(id)/events?stream=\(word)")
      #expect(stream.headers["content-type"] == "text/event-stream")
      #expect(stream.events.compactMap { $0["message"]?.string } == messages)
      #expect(stream.text.hasSuffix("data: [DONE]\n\n"))
    }
    let plain = try await service.send(.get, "/v1/fine-tunes/\(id)/events?stream=false").json
    #expect(plain == list)
  }

  @Test("Row 21: the newer route shows the same jobs newest first")
  func theNewerRouteShowsTheSameJobsNewestFirst() async throws {
    let path = "/v1/fine_tuning/jobs"
    var ids: [String] = []
    for epochs in [1, 2, 3] {
      let job = try await create(
        ["hyperparameters": ["n_epochs": .integer(epochs), "batch_size": "auto"]], path: path)
      #expect(job["object"] == "fine_tuning.job" && job["status"] == "queued")
      #expect(job["hyperparameters"]?["n_epochs"] == .integer(epochs))
      #expect(job["hyperparameters"]?["batch_size"] == "auto")
      #expect(job["training_file"] == file && job["error"] == .null)
      ids.append(try #require(job["id"]?.string))
    }
    func listed(_ query: String) async throws -> (ids: [String], hasMore: JSONValue?) {
      let page = try await service.send(.get, "\(path)?\(query)").json
      return (page["data"]?.array?.compactMap { $0["id"]?.string } ?? [], page["has_more"])
    }
    let first = try await listed("limit=2")
    #expect(first.ids == [ids[2], ids[1]] && first.hasMore == true)
    let rest = try await listed("limit=2&after=\(ids[1])")
    #expect(rest.ids == [ids[0]] && rest.hasMore == false)
    let cancelled = try await service.send(.post, "\(path)/\(ids[2])/cancel")
    #expect(cancelled.json["status"] == "cancelled")
    let events = try await service.send(.get, "\(path)/\(ids[2])/events?limit=1").json
    #expect(Self.messages(events["data"]) == ["Fine-tune cancelled"])
    #expect(events["has_more"] == true)
    #expect(events["data"]?.array?.first?["object"] == "fine_tuning.job.event")
    let checkpoints = try await service.send(.get, "\(path)/\(ids[2])/checkpoints").json
    #expect(checkpoints == ["object": "list", "data": [], "has_more": false])
    #expect(try await service.send(.get, "\(path)/none/checkpoints").status == 404)
    #expect(try await service.send(.get, "/v1/fine-tunes").json["data"]?.array?.count == 3)
  }

  @Test func aFailedJobSaysWhy() async throws {
    let id = try #require(try await create(path: "/v1/fine_tuning/jobs")["id"]?.string)
    try await service.store.change(id, from: [.pending]) {
      $0.status = .failed
      $0.failure = "out of memory"
    }
    let job = try await service.send(.get, "/v1/fine_tuning/jobs/\(id)").json
    #expect(job["status"] == "failed")
    #expect(job["error"]?["message"] == "out of memory" && job["error"]?["code"] == "job_failed")
    #expect(job["finished_at"]?.integer ?? 0 > 0)
    let old = try await service.send(.get, "/v1/fine-tunes/\(id)").json
    #expect(old["status_details"] == "out of memory")
  }

  /// The client asks for the file by its path, looks through the list unless
  /// `--no_check_if_files_exist`, and then uploads it or takes the id that somebody typed.
  @Test("Row 36: the same file may be uploaded again, or its id taken") func uploadsAreRepeated()
    async throws
  {
    #expect(try await service.send(.get, "/v1/files/train.jsonl").status == 404)
    let rows = JobTests.rows(12)
    var ids: [String] = []
    for _ in 0..<2 {
      let object = try await service.upload(rows, filename: "train.jsonl").json
      ids.append(try #require(object["id"]?.string))
    }
    #expect(ids[0] != ids[1])
    let listed = try await service.send(.get, "/v1/files").json["data"]?.array ?? []
    let same = listed.filter {
      $0["filename"] == "train.jsonl" && $0["bytes"] == .integer(rows.utf8.count)
        && $0["purpose"] == "fine-tune"
    }
    #expect(same.count == 2)
    for id in ids {
      let job = try await service.send(
        .post, "/v1/fine-tunes", json: ["training_file": .string(id), "model": "nano"])
      #expect(job.json["object"] == "fine-tune", "\(job.text)")
      #expect(job.json["training_files"]?.array?.first?["id"]?.string == id)
    }
  }

  @Test func requestsAreChecked() async throws {
    let dataset = try await service.upload("a,b\n1,2\n", filename: "a.csv", purpose: "dataset")
    let validation = try await service.upload(JobTests.rows(10, from: 99)).json["id"] ?? nil
    let metrics: JSONObject = [
      "training_file": file, "validation_file": validation, "compute_classification_metrics": true,
    ]
    func with(_ name: String, _ value: JSONValue) -> JSONObject {
      var body = metrics
      body[name] = value
      return body
    }
    let cases: [(JSONObject, String)] = [
      (["training_file": "nosuch.jsonl"], "training_file"), ([:], "training_file"),
      (["training_file": dataset.json["id"] ?? nil], "training_file"),
      (["training_file": 7], "training_file"),
      (["training_file": file, "validation_file": "none"], "validation_file"),
      (["training_file": file, "model": "gpt-17"], "model"),
      (["training_file": file, "validation_file": file], "validation_file"),
      (["training_file": file, "suffix": .string(String(repeating: "s", count: 41))], "suffix"),
      (["training_file": file, "suffix": "!!"], "suffix"),
      (["training_file": file, "n_epochs": 0], "n_epochs"),
      (["training_file": file, "n_epochs": "two"], "n_epochs"),
      (["training_file": file, "batch_size": 0], "batch_size"),
      (["training_file": file, "prompt_loss_weight": 1.5], "prompt_loss_weight"),
      (["training_file": file, "learning_rate_multiplier": 0], "learning_rate_multiplier"),
      (["training_file": file, "compute_classification_metrics": true], "validation_file"),
      (["training_file": file, "classification_betas": [1]], "classification_betas"),
      (metrics, "classification_n_classes"),
      (with("classification_n_classes", 1), "classification_n_classes"),
      (with("classification_n_classes", 2), "classification_positive_class"),
      (with("classification_betas", [0]), "classification_betas"),
      (with("classification_betas", ["x"]), "classification_betas"),
      (["training_file": file, "hyperparameters": [:]], "hyperparameters"),
    ]
    for (body, param) in cases {
      let reply = try await service.send(.post, "/v1/fine-tunes", json: .object(body))
      #expect(reply.status == (param == "model" ? 404 : 400), "\(body)")
      #expect(reply.error["param"]?.string == param, "\(body) \(reply.text)")
    }
    let newer: [(JSONObject, String)] = [
      (["training_file": file, "hyperparameters": ["n_epochs": 0]], "n_epochs"),
      (["training_file": file, "hyperparameters": ["color": 1]], "color"),
      (["training_file": file, "method": ["type": "dpo"]], "method"),
      (["training_file": file, "integrations": [["type": "wandb"]]], "integrations"),
      (["training_file": file, "n_epochs": 1], "n_epochs"),
    ]
    for (body, param) in newer {
      let reply = try await service.send(.post, "/v1/fine_tuning/jobs", json: .object(body))
      #expect(reply.status == 400, "\(body)")
      #expect(reply.error["param"]?.string == param, "\(body) \(reply.text)")
    }
    #expect(try await service.send(.get, "/v1/fine-tunes").json["data"] == [])
  }

  @Test func anEmptySuffixIsNone() async throws {
    let job = try await create(["suffix": ""], path: "/v1/fine_tuning/jobs")
    #expect(job["user_provided_suffix"] == .null)
    let longest = String(repeating: "s", count: 40)
    let named = try await create(["suffix": .string(longest)], path: "/v1/fine_tuning/jobs")
    #expect(named["user_provided_suffix"]?.string == longest)
  }
}
