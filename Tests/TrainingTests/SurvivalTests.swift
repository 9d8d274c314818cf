// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import LanguageModel
import Platform
import Testing

/// The built binary is killed, interrupted and resumed; what comes out has the bits of a run that
/// nobody disturbed.
@Suite(.serialized) struct SurvivalTests {
  /// Questions of letters and digits in three classes.
  private static func rows(_ count: Int, seed: UInt64) -> String {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      let prompt = (0..<1 + generator.next(below: 6)).map { _ in
        "\(Character(UnicodeScalar(UInt8(97 + generator.next(below: 26)))))\(generator.next(below: 10))"
      }
      return
        #"{"prompt":"\#(prompt.joined())","completion":"\#("xyz".randomElement(using: &generator)!)"}"#
        + "\n"
    }.joined()
  }

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.rows(60, seed: 1), to: "train.jsonl")
    try folder.write(Self.rows(20, seed: 2), to: "valid.jsonl")
    let configuration = GPT2Configuration(positions: 32, width: 8, layers: 1, heads: 1)
    try GPT2Model(configuration: configuration, seed: 1).save(
      to: folder.url.appending(path: "base").path)
  }

  private func arguments(
    _ output: String, epochs: Int = 20, objective: String = "completion"
  ) -> [String] {
    [
      "train", "--objective", objective, "-t", "train.jsonl", "-v", "valid.jsonl", "-m", "base",
      "-o", output, "--resume", "--epochs", "\(epochs)", "--batch-size", "4", "--dropout", "0.1",
      "--learning-rate", "1e-3", "--checkpoint-steps", "25", "--eval-steps", "100", "--keep-best",
      "--log-json", "\(output).jsonl",
      "--compute-classification-metrics", "--classification-n-classes", "3",
    ]
  }

  /// Starts the binary.
  private func launch(
    _ output: String, epochs: Int = 20, objective: String = "completion"
  ) throws -> Process {
    let process = Process()
    process.executableURL = BuiltBinary.url
    process.arguments = arguments(output, epochs: epochs, objective: objective)
    process.currentDirectoryURL = folder.url
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private func expectSameFiles(_ output: String, steps: Int = 300) throws {
    for name in ["model.safetensors", "results.csv"] {
      let whole = try Data(contentsOf: folder.url.appending(path: "whole/\(name)"))
      let other = try Data(contentsOf: folder.url.appending(path: "\(output)/\(name)"))
      #expect(whole == other, "\(name) differs")
    }
    let results = try folder.text(of: "\(output)/results.csv").split(separator: "\n")
    #expect(results.first?.hasSuffix("classification/weighted_f1_score") == true)
    #expect(results.last?.hasSuffix(",") == false)
    #expect(try loggedLosses(output) == loggedLosses("whole"))
    #expect(try loggedLosses(output).count == steps)
    let checkpoints = folder.url.appending(path: "\(output)/checkpoints").path
    #expect(!FileManager.default.fileExists(atPath: checkpoints))
  }

  private func loggedLosses(_ output: String) throws -> [Double?] {
    try folder.text(of: "\(output).jsonl").split(separator: "\n").map {
      try JSONParser.parse(Array($0.utf8), file: output)["loss"]?.double
    }
  }

  /// Kills a run at 20 moments of chance. One that comes to its end before is compared as well, and
  /// the kills go on with the next.
  @Test func killedAtRandomMomentsItGoesOnToTheSameBits() throws {
    let start = ContinuousClock.now
    #expect(try BuiltBinary.run(arguments("whole"), in: folder.url).status == 0)
    let seconds = start.duration(to: .now) / .seconds(1)
    var kills = 0
    var runs = 0
    while kills < 20 {
      let process = try launch("killed\(runs)")
      Thread.sleep(forTimeInterval: Double.random(in: 0.05...0.6) * seconds)
      if process.isRunning {
        kill(process.processIdentifier, SIGKILL)
        kills += 1
      }
      process.waitUntilExit()
      guard process.terminationReason == .exit else { continue }
      try expectSameFiles("killed\(runs)")
      runs += 1
    }
    #expect(try BuiltBinary.run(arguments("killed\(runs)"), in: folder.url).status == 0)
    try expectSameFiles("killed\(runs)")
  }

  /// Starts a run and waits for its first steps.
  private func launchAndWait(
    _ output: String, objective: String = "completion"
  ) throws -> Process {
    let process = try launch(output, epochs: 60, objective: objective)
    let log = folder.url.appending(path: "\(output).jsonl").path
    while process.isRunning, ((try? Data(contentsOf: URL(filePath: log)))?.count ?? 0) < 1 {
      Thread.sleep(forTimeInterval: 0.002)
    }
    return process
  }

  @Test(arguments: ["completion", "classification"])
  func interruptedOnceItSavesAndEndsWithStatus130(objective: String) throws {
    func run(_ output: String) throws -> Int32 {
      try BuiltBinary.run(
        arguments(output, epochs: 60, objective: objective), in: folder.url
      ).status
    }
    #expect(try run("whole") == 0)
    let process = try launchAndWait("stopped", objective: objective)
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(try run("stopped") == 0)
    try expectSameFiles("stopped", steps: 900)
  }

  @Test func interruptedTwiceItStopsAndCanGoOn() throws {
    #expect(try BuiltBinary.run(arguments("whole", epochs: 60), in: folder.url).status == 0)
    let process = try launchAndWait("stopped")
    kill(process.processIdentifier, SIGINT)
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 130)
    let checkpoints = folder.url.appending(path: "stopped/checkpoints").path
    #expect(try !Files.names(in: checkpoints).contains { $0.hasSuffix(".partial") })
    #expect(try BuiltBinary.run(arguments("stopped", epochs: 60), in: folder.url).status == 0)
    try expectSameFiles("stopped", steps: 900)
  }

  /// A limit on the size of files stands in for a full disk.
  @Test func withoutSpaceItSaysSoAndKeepsTheLastCheckpoint() throws {
    #expect(try BuiltBinary.run(arguments("whole", epochs: 60), in: folder.url).status == 0)
    let process = try launchAndWait("stopped")
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    let command = ([BuiltBinary.url.path] + arguments("stopped", epochs: 60)).joined(separator: " ")
    shell.arguments = ["-c", "trap '' XFSZ; ulimit -f 100; exec \(command)"]
    shell.currentDirectoryURL = folder.url
    let errors = Pipe()
    shell.standardError = errors
    try shell.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(shell.terminationReason == .exit && shell.terminationStatus == 2)
    #expect(text.contains("stopped/checkpoints") && text.contains("File too large"), "\(text)")
    #expect(try BuiltBinary.run(arguments("stopped", epochs: 60), in: folder.url).status == 0)
    try expectSameFiles("stopped", steps: 900)
  }
}
