// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Platform
import Testing

@testable import Service

@Suite struct WorkerProcessTests {
  /// Runs a shell script to its end.
  private static func run(
    _ script: String, output: String, environment: [String] = Environment.entries
  ) async throws -> WorkerProcess.Ending {
    let worker = try WorkerProcess(
      command: ["/bin/sh", "-c", script], output: output, environment: environment)
    return try await ending(of: worker)
  }

  private static func ending(of worker: WorkerProcess) async throws -> WorkerProcess.Ending {
    while true {
      if let ending = worker.ending() { return ending }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  @Test func bothOutputsGoToTheEndOfOneFile() async throws {
    let folder = try TemporaryFolder()
    let output = try folder.write("before\n", to: "log")
    #expect(try await Self.run("echo out; echo err >&2", output: output) == .exited(0))
    #expect(try folder.text(of: "log") == "before\nout\nerr\n")
  }

  @Test func itTellsHowAProcessEnded() async throws {
    let folder = try TemporaryFolder()
    let output = folder.url.appending(path: "log").path
    #expect(try await Self.run("exit 7", output: output) == .exited(7))
    #expect(try await Self.run("kill -9 $$", output: output) == .killed(signal: 9))
  }

  /// A worker that held the server's socket would keep the next server from its port.
  @Test func nothingThatIsOpenHereIsOpenThere() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("x", to: "open")
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC == 0)
    let output = folder.url.appending(path: "log").path
    let script = "for fd in /proc/self/fd/*; do readlink $fd; done; true"
    #expect(try await Self.run(script, output: output) == .exited(0))
    #expect(try !folder.text(of: "log").contains("/open"))
    #expect(try folder.text(of: "log").contains("/dev/null"))
  }

  /// The variables are given: one that a test sets in its own process reaches the servers that other
  /// tests start meanwhile.
  @Test func theKeyOfTheServerStaysHere() async throws {
    let folder = try TemporaryFolder()
    let output = folder.url.appending(path: "log").path
    let variables = [
      "KEPT=1", "ASSAY_API_KEY=secret", "ASSAY_API_KEYS=2", "ASSAY_ORGANIZATION_KEYS=a=secret",
    ]
    #expect(try await Self.run("env", output: output, environment: variables) == .exited(0))
    let lines = try folder.text(of: "log").split(separator: "\n")
    #expect(lines.contains("KEPT=1") && lines.contains("ASSAY_API_KEYS=2"))
    #expect(!lines.contains { $0.contains("secret") })
  }

  @Test func aSignalReachesAllItStarted() async throws {
    let folder = try TemporaryFolder()
    let output = folder.url.appending(path: "log").path
    let worker = try WorkerProcess(
      command: ["/bin/sh", "-c", "sleep 100000 & echo $!; wait"], output: output)
    while try folder.text(of: "log").isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    let child = try #require(pid_t(folder.text(of: "log").dropLast()))
    #expect(worker.isAlive && kill(child, 0) == 0)
    worker.send(SIGKILL)
    #expect(try await Self.ending(of: worker) == .killed(signal: 9))
    #expect(!worker.isAlive)
    while kill(child, 0) == 0, Self.state(of: child) != "Z" {
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  private static func state(of process: pid_t) -> String? {
    let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return text?.split(separator: ")").last?.split(separator: " ").first.map(String.init)
  }

  @Test func itIsFoundByTheFileThatItWasGiven() throws {
    let folder = try TemporaryFolder()
    let request = try folder.write("{}", to: "request.json")
    let other = try folder.write("{}", to: "other.json")
    let output = folder.url.appending(path: "log").path
    func sleeper(_ arguments: String...) throws -> WorkerProcess {
      try WorkerProcess(
        command: ["/bin/sh", "-c", "sleep 100000; true", "worker"] + arguments, output: output)
    }
    let worker = try sleeper("--request", request)
    // Another way to the same file, from a folder of its own.
    let second = try WorkerProcess(
      command: [
        "/bin/sh", "-c", "cd \"$0\" && exec sh -c 'sleep 100000; true' worker request.json",
        folder.url.path,
      ], output: output)
    let stranger = try sleeper("--request", other)
    // A shell that starts `sleep` is two processes of one name for a moment.
    while Set(WorkerProcess.all(reading: request).map(\.id)) != [worker.id, second.id] {
      usleep(5000)
    }
    #expect(WorkerProcess.all(reading: request).contains(worker))
    while WorkerProcess.all(reading: other) != [stranger] { usleep(5000) }
    #expect(WorkerProcess.all(reading: folder.url.path + "/none") == [])
    for process in [worker, second, stranger] { process.send(SIGKILL) }
  }

  @Test func aCommandThatIsNotThereIsNamed() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: AssayError.self) {
      try WorkerProcess(command: ["/none"], output: folder.url.appending(path: "log").path)
    }
    #expect(error?.location?.file == "/none")
  }
}
