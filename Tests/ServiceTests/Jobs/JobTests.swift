// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import ServiceStore
import Testing

@testable import Service

@Suite(.serialized) struct JobTests {
  /// Rows that a small model learns at once.
  static func rows(_ count: Int, from start: Int = 0) -> String {
    (start..<(start + count)).map { index in
      let word = index % 2 == 0 ? "great" : "awful"
      let answer = index % 2 == 0 ? "yes" : "no"
      return #"{"prompt":"film \#(index) was \#(word) ->","completion":" \#(answer)\n"}"# + "\n"
    }.joined()
  }

  private static func create(
    _ server: TestServer, rows: Int = 40, _ extra: JSONObject = [:]
  ) async throws -> String {
    let train = try await server.upload(Self.rows(rows))
    var body: JSONObject = ["training_file": train.json["id"] ?? nil, "model": "ada"]
    for member in extra.members { body[member.key] = member.value }
    let reply = try await server.send("POST", "/v1/fine-tunes", json: .object(body))
    #expect(reply.status == 200, "\(reply.text)")
    return try #require(reply.json["id"]?.string)
  }

  private static func get(_ server: TestServer, _ id: String) async throws -> JSONValue {
    try await server.send("GET", "/v1/fine-tunes/\(id)").json
  }

  /// A job when it is over.
  private static func end(_ server: TestServer, _ id: String) async throws -> JSONValue {
    _ = try await server.send("GET", "/v1/fine-tunes/\(id)/events?stream=true")
    return try await get(server, id)
  }

  private static func messages(_ job: JSONValue) -> [String] {
    job["events"]?.array?.compactMap { $0["message"]?.string } ?? []
  }

  @Test("Rows 19, 22, 25, 31, 32: a job from upload to answer") func aJobFromUploadToAnswer()
    async throws
  {
    try await TestServer.run { server in
      let valid = try await server.upload(Self.rows(10, from: 1000))
      let id = try await Self.create(
        server,
        rows: 40,
        [
          "validation_file": valid.json["id"] ?? nil, "suffix": "My First_model!", "n_epochs": 3,
          "batch_size": 4,
        ])
      let stream = try await server.send("GET", "/v1/fine-tunes/\(id)/events?stream=true")
      #expect(stream.headers["content-type"] == "text/event-stream")
      let job = try await Self.get(server, id)
      #expect(job["status"] == "succeeded")
      let model = try #require(job["fine_tuned_model"]?.string)
      #expect(model.contains(/^ada:ft-personal:my-first-model-\d{4}(-\d\d){5}$/))
      let results = try #require(job["result_files"]?.array?.first?["id"]?.string)
      #expect(
        stream.events.compactMap { $0["message"]?.string } == [
          "Created fine-tune: \(id)", "Fine-tune costs $0.00",
          "Fine-tune enqueued. Queue number: 0",
          "ada has no weights here: training from random weights of the shape nano",
          "Fine-tune started", "Completed epoch 1/3", "Completed epoch 2/3", "Completed epoch 3/3",
          "Uploaded model: \(model)",
          "Uploaded result file: \(results)", "Fine-tune succeeded",
        ])
      #expect(job["hyperparams"]?["n_epochs"] == 3)
      #expect(job["hyperparams"]?["batch_size"] == 4)
      let table = try await server.send("GET", "/v1/files/\(results)/content").text
      #expect(table.hasPrefix("step,elapsed_tokens,elapsed_examples,training_loss"))
      #expect(table.split(separator: "\n").count == 31)
      let object = try await server.send("GET", "/v1/models/\(model)").json
      #expect(object["root"] == "ada" && object["owned_by"] == "personal")
      let answer = try await server.send(
        "POST", "/v1/completions",
        json: ["model": .string(model), "prompt": "film 4 was great ->", "max_tokens": 1])
      #expect(answer.status == 200)
      #expect(try await server.send("DELETE", "/v1/fine-tunes/\(id)").json["deleted"] == true)
      #expect(try await server.send("DELETE", "/v1/models/\(model)").json["deleted"] == true)
      #expect(try await server.send("GET", "/v1/models/\(model)").status == 404)
      let jobs = server.folder.url.appending(path: "data/jobs").path
      #expect(try FileManager.default.contentsOfDirectory(atPath: jobs).isEmpty)
    }
  }

  @Test("Rows 34, 45: a job tells what is advised, by the names of the API") func advice()
    async throws
  {
    try await TestServer.run { server in
      let texts = (0..<40).map { index in
        #"{"prompt":"film \#(index) ->","completion":" reel \#(index) of \#(index * 7)\n"}"# + "\n"
      }
      let file = try await server.upload(texts.joined())
      let base: JSONObject = ["training_file": file.json["id"] ?? nil, "model": "nano"]
      func end(_ body: JSONObject) async throws -> JSONValue {
        let reply = try await server.send("POST", "/v1/fine-tunes", json: .object(body))
        return try await Self.end(server, try #require(reply.json["id"]?.string))
      }
      let first = try await end(base)
      let told = Self.messages(first).filter { $0.hasPrefix("advised") }
      #expect(told.count == 1 && told[0].contains("n_epochs 2"), "\(Self.messages(first))")
      let few = try await server.upload(texts.prefix(10).joined())
      let second = try await end([
        "training_file": few.json["id"] ?? nil, "model": first["fine_tuned_model"] ?? nil,
        "n_epochs": 1,
      ])
      let lower = Self.messages(second).filter { $0.contains("40 examples and these are 10") }
      #expect(lower.count == 1, "\(Self.messages(second))")
      #expect(lower.first?.contains("learning_rate_multiplier 0.025 to 0.0125") == true)
    }
  }

  /// The bridge to Weights & Biases takes every cell as a number, and reads these of a job.
  @Test("Row 71: what the client's wandb sync reads") func experimentTracking() async throws {
    try await TestServer.run { server in
      let id = try await Self.create(server, rows: 20, ["n_epochs": 1])
      let job = try await Self.end(server, id)
      #expect(job["status"] == "succeeded" && job["created_at"]?.integer != nil)
      for name in ["hyperparams", "model", "fine_tuned_model", "organization_id"] {
        #expect(job[name] != nil && job[name] != .null, "\(name)")
      }
      for name in ["training_files", "validation_files", "result_files"] {
        #expect(job[name]?.array != nil, "\(name)")
      }
      let newer = try await server.send("GET", "/v1/fine_tuning/jobs/\(id)").json
      #expect(newer["result_files"]?.array?.first?.string != nil)
      #expect(newer["hyperparameters"]?["n_epochs"] == 1)
      let lines = try await Self.table(server, job).split(separator: "\n")
      #expect(lines.first?.hasPrefix("step,") == true && lines.count == 21)
      for cell in lines.dropFirst().flatMap({ $0.split(separator: ",") }) {
        #expect(Double(cell) != nil, "\(cell)")
      }
    }
  }

  /// What nobody asked for is told as it was used, by either route.
  @Test func aSucceededJobTellsWhatItUsed() async throws {
    try await TestServer.run { server in
      let id = try await Self.create(server, rows: 20, ["n_epochs": 2])
      let job = try await Self.end(server, id)
      #expect(job["status"] == "succeeded", "\(Self.messages(job))")
      let used: JSONValue = [
        "n_epochs": 2, "batch_size": 1, "learning_rate_multiplier": 0.05,
        "prompt_loss_weight": 0.01,
      ]
      #expect(job["hyperparams"] == used)
      let newer = try await server.send("GET", "/v1/fine_tuning/jobs/\(id)").json
      #expect(newer["hyperparameters"] == used)
      #expect(job["from_scratch"] == true && newer["from_scratch"] == true)
      let rows = try await Self.table(server, job).split(separator: "\n").dropFirst()
      let tokens = rows.map { Int($0.split(separator: ",")[1]) }
      #expect(newer["trained_tokens"]?.integer == tokens.last)
      // Twenty steps are an epoch: the tokens of the file.
      let fileTokens = try #require(tokens[19])
      #expect(newer["trained_tokens"]?.integer == 2 * fileTokens)
    }
  }

  @Test func cancellingStopsAtOnceAndTheNextMovesUp() async throws {
    try await TestServer.run { server in
      let first = try await Self.create(server, rows: 20, ["n_epochs": 500])
      let second = try await Self.create(server, rows: 20, ["n_epochs": 1])
      #expect(
        Self.messages(try await Self.get(server, second)).last
          == "Fine-tune enqueued. Queue number: 1")
      try await server.store().follow(first, toEpoch: 1)
      let chosen: JSONValue = [
        "n_epochs": 500, "batch_size": 1, "learning_rate_multiplier": 0.05,
        "prompt_loss_weight": 0.01,
      ]
      #expect(try await Self.get(server, first)["hyperparams"] == chosen)
      let newer = try await server.send("GET", "/v1/fine_tuning/jobs/\(first)").json
      #expect(newer["hyperparameters"] == chosen)
      let reply = try await server.send("POST", "/v1/fine-tunes/\(first)/cancel")
      #expect(reply.json["status"] == "cancelled")
      #expect(try await server.send("POST", "/v1/fine-tunes/\(first)/cancel").status == 400)
      let done = try await Self.end(server, second)
      #expect(done["status"] == "succeeded")
      // The second could begin only when the first one's worker was gone.
      let folder = server.folder.url.appending(path: "data/jobs/\(first)").path
      #expect(!FileManager.default.fileExists(atPath: folder))
      #expect(
        Self.messages(done).contains("Fine-tune is in the queue. Queue number: 0")
          || Self.messages(done).contains("Fine-tune started"))
    }
  }

  /// A worker that is killed, and a server that is stopped and started again, change nothing.
  @Test func killedWorkersAndRestartsLeaveTheSameResults() async throws {
    let settings: JSONObject = ["n_epochs": 20, "batch_size": 2, "seed": 3]
    let folder = try TemporaryFolder()
    let results = Results()
    try await TestServer.run { server in
      let id = try await Self.create(server, rows: 30, settings)
      let job = try await Self.end(server, id)
      await results.set(try await Self.table(server, job))
    }
    try await TestServer.run(folder: folder) { _ in
    } _: { server in
      let id = try await Self.create(server, rows: 30, settings)
      await results.set(id: id)
      let store = try server.store()
      for epoch in [2, 5, 8] {
        try await store.follow(id, toEpoch: epoch)
        let request = JobFolder(path: store.folder.job(id)).request
        try #require(WorkerProcess.all(reading: request).first).send(SIGKILL)
      }
      try await store.follow(id, toEpoch: 12)
    }
    try await TestServer.run(folder: folder) { _ in
    } _: { server in
      let id = await results.id
      let job = try await Self.end(server, id)
      #expect(job["status"] == "succeeded", "\(Self.messages(job))")
      let table = try await Self.table(server, job)
      #expect(await results.table == table)
    }
  }

  private actor Results {
    var id = ""
    var table = ""

    func set(id: String) { self.id = id }
    func set(_ table: String) { self.table = table }
  }

  private static func table(_ server: TestServer, _ job: JSONValue) async throws -> String {
    let id = try #require(job["result_files"]?.array?.first?["id"]?.string)
    return try await server.send("GET", "/v1/files/\(id)/content").text
  }

  @Test func aJobThatFailsHarmsNoOther() async throws {
    try await TestServer.run {
      $0.baseModels["broken"] = "/nonexistent/model"
    } _: { server in
      let bad = try await Self.create(server, ["model": "broken"])
      let good = try await Self.create(server, rows: 20, ["n_epochs": 1])
      let failed = try await Self.end(server, bad)
      #expect(failed["status"] == "failed")
      #expect(failed["status_details"]?.string?.isEmpty == false)
      #expect(Self.messages(failed).last?.hasPrefix("Fine-tune failed. ") == true)
      #expect(
        try await Self.end(server, good)["status"] == "succeeded")
      #expect(try await server.send("GET", "/health").status == 200)
    }
  }
}
