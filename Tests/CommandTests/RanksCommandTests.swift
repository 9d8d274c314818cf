// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

/// `mpirun -np 2 assay train`: the processes share each batch. Skipped, visibly, where there is no mpirun.
@Suite(.enabled(if: Launch.isThere, "mpirun of Debian's openmpi-bin starts no processes here"))
struct RanksCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.writeSmallModel(positions: 32)
    let rows = (0..<32).map { row in
      #"{"prompt":"row \#(row) of \#(row * 7 % 5) ->","completion":" \#(row % 2 == 0 ? "yes" : "no")"}"#
    }
    try folder.write(rows.joined(separator: "\n") + "\n", to: "train.jsonl")
    try folder.write(rows.prefix(10).joined(separator: "\n") + "\n", to: "valid.jsonl")
  }

  private static let training = [
    "train", "-t", "train.jsonl", "-v", "valid.jsonl", "-m", "config.json", "--epochs", "3",
    "--batch-size", "4", "--micro-batch-size", "2", "--precision", "f32", "--quiet",
  ]

  private func train(_ ranks: Int, _ more: [String]) throws -> BuiltBinary.Outcome {
    try Launch.run(ranks, Self.training + more, in: folder.url)
  }

  private func weights(_ name: String) throws -> Data {
    try Data(contentsOf: folder.url.appending(path: "\(name)/model.safetensors"))
  }

  private func losses(_ name: String) throws -> [Double] {
    let table = try String(
      contentsOf: folder.url.appending(path: "\(name)/results.csv"), encoding: .utf8)
    return table.split(separator: "\n").dropFirst().compactMap { row in
      Double(row.split(separator: ",", omittingEmptySubsequences: false)[3])
    }
  }

  @Test func twoGiveTheSameBitsTwiceAndTheLossesOfOne() throws {
    for name in ["a", "b"] {
      let outcome = try train(2, ["-o", name])
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output == "\(name)\n")
    }
    #expect(try weights("a") == weights("b"))
    let alone = try BuiltBinary.run(Self.training + ["-o", "alone"], in: folder.url)
    #expect(alone.status == 0, "\(alone.errors)")
    let (two, one) = (try losses("a"), try losses("alone"))
    #expect(two.count == one.count && two.count == 24)
    #expect(zip(two, one).allSatisfy { abs($0 - $1) < 1e-4 })
  }

  @Test func threeWithFewerPassesThanRanksTrainToo() throws {
    let outcome = try train(3, ["-o", "three", "--batch-size", "2", "--max-steps", "4"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try losses("three").count == 4)
  }

  /// A kill ends all; what was saved goes on to the bits of a run that nothing ended.
  @Test func aKilledRunGoesOnToTheSameBits() throws {
    #expect(try train(2, ["-o", "whole"]).status == 0)
    let steps = ["-o", "cut", "--checkpoint-steps", "5"]
    let killed = try Launch.run(
      2, Self.training + steps, in: folder.url, killingAfter: "cut/checkpoints/step-5")
    #expect(killed.status != 0)
    #expect(!FileManager.default.fileExists(atPath: folder.url.path + "/cut/assay.json"))
    let other = folder.url.appending(path: "other")
    try FileManager.default.copyItem(at: folder.url.appending(path: "cut"), to: other)
    let resumed = try train(2, steps + ["--resume"])
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(try weights("cut") == weights("whole"))
    // One process goes on too, to other bits and the same losses.
    let alone = try BuiltBinary.run(
      Self.training.filter { $0 != "--quiet" } + ["-o", "other", "--resume"], in: folder.url)
    #expect(alone.status == 0, "\(alone.errors)")
    #expect(alone.errors.contains("the run began on 2 processes and goes on on 1"))
    #expect(zip(try losses("other"), try losses("whole")).allSatisfy { abs($0 - $1) < 1e-4 })
  }

  @Test func aFaultIsSaidOnce() throws {
    let outcome = try train(2, ["-o", "none", "-t", "missing.jsonl"])
    #expect(outcome.status != 0)
    #expect(outcome.errors.components(separatedBy: "there is no such file").count == 2)
  }

  @Test func anAdapterIsTrainedByTwo() throws {
    #expect(try train(1, ["-o", "base"]).status == 0)
    let outcome = try train(2, ["-o", "adapter", "-m", "base", "--lora-rank", "2"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let alone = try train(1, ["-o", "lone-adapter", "-m", "base", "--lora-rank", "2"])
    #expect(alone.status == 0, "\(alone.errors)")
    #expect(
      zip(try losses("adapter"), try losses("lone-adapter")).allSatisfy { abs($0 - $1) < 1e-4 })
  }
}

/// What happens where a launcher is and its library is not.
@Suite struct LauncherWithoutLibraryTests {
  @Test func aLauncherWithoutALibraryIsAnError() throws {
    let folder = try TemporaryFolder()
    try folder.writeSmallModel(positions: 32)
    try folder.write(#"{"prompt":"a ->","completion":" b"}"#, to: "train.jsonl")
    let outcome = try BuiltBinary.run(
      ["train", "-t", "train.jsonl", "-m", "config.json", "-o", "m"], in: folder.url,
      environment: ["OMPI_COMM_WORLD_SIZE": "2", "ASSAY_MPI_LIBRARY": "/no/such/library"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("no MPI library was found"))
    #expect(!FileManager.default.fileExists(atPath: folder.url.path + "/m"))
  }

  @Test(arguments: ["run", "tune"])
  func theWorkOfOneProcessIsNotDoneByMany(command: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"prompt":"a ->","completion":" b"}"#, to: "train.jsonl")
    let files =
      command == "run"
      ? ["train.jsonl", "-o", "m"] : ["-t", "train.jsonl", "-v", "train.jsonl", "-o", "m"]
    let outcome = try BuiltBinary.run(
      [command] + files, in: folder.url, environment: ["OMPI_COMM_WORLD_SIZE": "2"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("assay \(command) is the work of one"), "\(outcome.errors)")
  }
}
