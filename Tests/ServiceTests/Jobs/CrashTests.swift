// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import ServiceStore
import Testing

@testable import Service

/// The built binary as a server, killed without warning.
@Suite(.serialized) struct CrashTests {
  private static func serve(
    _ folder: TemporaryFolder, port: Int = 0
  ) async throws -> (Process, TestServer) {
    let process = Process()
    process.executableURL = BuiltBinary.url
    process.arguments = ["serve", "--port", "\(port)", "--data-dir", folder.url.path + "/data"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let line = try await TestServer.offload {
      String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    }
    let port = try #require(line.firstMatch(of: /127\.0\.0\.1:(\d+)/).flatMap { Int($0.1) })
    return (process, TestServer(port: port, folder: folder))
  }

  @Test func aKilledServerLosesNothing() async throws {
    let folder = try TemporaryFolder()
    var (process, server) = try await Self.serve(folder)
    let file = try await server.upload(JobTests.rows(30)).json["id"] ?? nil
    var ids: [String] = []
    for _ in 0..<2 {
      let reply = try await server.send(
        "POST", "/v1/fine-tunes",
        json: ["training_file": file, "model": "ada", "n_epochs": 8, "batch_size": 2])
      ids.append(try #require(reply.json["id"]?.string))
    }
    let store = try Store(folder: try DataFolder(path: folder.url.path + "/data"))
    for epoch in [1, 3, 5] {
      try await store.follow(ids[0], toEpoch: epoch)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      // A worker that had no checkpoint yet begins anew, and its log with it.
      let steps = folder.url.appending(path: "data/jobs/\(ids[0])/steps.jsonl")
      if epoch == 5 { try? FileManager.default.removeItem(at: steps) }
      (process, server) = try await Self.serve(folder)
      let listed = try await server.send("GET", "/v1/fine-tunes").json["data"]?.array ?? []
      #expect(listed.compactMap { $0["id"]?.string } == ids)
    }
    for id in ids {
      let events = try await server.send("GET", "/v1/fine-tunes/\(id)/events?stream=true")
      let messages = events.events.compactMap { $0["message"]?.string }
      #expect(messages.last == "Fine-tune succeeded", "\(messages)")
      #expect(messages.filter { $0 == "Fine-tune started" }.count == 1)
      let epochs = messages.filter { $0.hasPrefix("Completed epoch") }
      #expect(epochs == Array(Set(epochs)).sorted())
    }
    #expect(try await server.send("GET", "/v1/files").json["data"]?.array?.count == 3)
    process.terminate()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  /// The worker goes on when its server is killed, and must not hold the server's port.
  @Test func aKilledServerStartsAgainOnItsPort() async throws {
    let folder = try TemporaryFolder()
    var (process, server) = try await Self.serve(folder)
    let file = try await server.upload(JobTests.rows(30)).json["id"] ?? nil
    let reply = try await server.send(
      "POST", "/v1/fine-tunes",
      json: ["training_file": file, "model": "ada", "n_epochs": 900, "batch_size": 1])
    let id = try #require(reply.json["id"]?.string)
    let steps = folder.url.appending(path: "data/jobs/\(id)/steps.jsonl").path
    while !FileManager.default.fileExists(atPath: steps) {
      try await Task.sleep(for: .milliseconds(20))
    }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let port = server.port
    (process, server) = try await Self.serve(folder, port: port)
    #expect(server.port == port)
    #expect(
      try await server.send("POST", "/v1/fine-tunes/\(id)/cancel").json["status"] == "cancelled")
    process.terminate()
    process.waitUntilExit()
  }

  @Test func jobsWorkWithoutAServer() async throws {
    let folder = try TemporaryFolder()
    try folder.write(JobTests.rows(20), to: "train.jsonl")
    func jobs(_ arguments: String...) async throws -> BuiltBinary.Outcome {
      try await TestServer.offload {
        try BuiltBinary.run(
          ["jobs"] + arguments, in: folder.url,
          environment: ["ASSAY_HOME": folder.url.path + "/data"])
      }
    }
    let created = try await jobs(
      "create", "-t", "train.jsonl", "-m", "ada", "--epochs", "1", "--suffix", "alone")
    #expect(created.status == 0, "\(created.errors)")
    #expect(created.output.contains("Fine-tune succeeded"))
    let listed = try await jobs("list").output
    let id = try #require(listed.split(separator: " ").first.map(String.init))
    #expect(listed.contains("succeeded  ada  ada:ft-personal:alone-"))
    #expect(try await jobs("results", id).output.hasPrefix("step,elapsed_tokens"))
    #expect(try await jobs("get", id).output.contains("\"status\": \"succeeded\""))
    #expect(try await jobs("follow", id).output.hasSuffix("Fine-tune succeeded\n"))
    #expect(try await jobs("cancel", id).status == 2)
    #expect(try await jobs("delete", id).status == 0)
    #expect(try await jobs("list").output.isEmpty)
    let missing = try await jobs("create", "-t", "none.jsonl")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("none.jsonl"))
  }
}
