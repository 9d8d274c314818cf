// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

/// `assay scale` as a driver calls it.
@Suite struct ScaleCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for shard in 0..<2 {
      let colors = ["red", "green", "blue"]
      let lines = (0..<30).map { row in
        "{\"prompt\":\"what of number \(row + 25 * shard)?\",\"completion\":\"\(colors[row % 3]) I say\"}\n"
      }
      try folder.write(lines.joined(), to: "\(shard).jsonl")
    }
  }

  private func scale(_ words: String...) throws -> BuiltBinary.Outcome {
    let outcome = try BuiltBinary.run(["scale"] + words, in: folder.url)
    #expect(outcome.status == 0, "\(words): \(outcome.errors)")
    return outcome
  }

  @Test func phasesGiveTheReportOfOneProcess() throws {
    for shard in ["0", "1"] {
      _ = try scale(
        "survey", "\(shard).jsonl", "--number", shard, "--keys", "k\(shard)", "-o", "s\(shard)")
    }
    let told = try scale("merge", "s1", "s0", "--shards", "2", "-o", "profile").output
    #expect(told == "{\"shards\":2,\"again\":false,\"conflicts\":true,\"bare\":false}\n")
    #expect(try folder.text(of: "k1").split(separator: "\n").count == 30)
    // Five rows of the second shard have a prompt of the first with another answer.
    try folder.write((25..<30).map { "C \($0)\n" }.joined(), to: "v0")
    try folder.write((0..<5).map { "C \($0)\n" }.joined(), to: "v1")
    for shard in ["0", "1"] {
      _ = try scale(
        "look", "--number", shard, "--profile", "profile", "--verdicts", "v\(shard)", "-o",
        "l\(shard)")
    }
    _ = try scale("settle", "l0", "l1", "--profile", "profile", "-o", "settled")
    for shard in ["0", "1"] {
      _ = try scale("sketch", "--number", shard, "--profile", "settled", "-o", "t\(shard)")
    }
    _ = try scale(
      "compare", "l0", "l1", "--sketches", "t0", "t1", "--profile", "settled", "-o", "compared")
    for shard in ["0", "1"] {
      _ = try scale(
        "lint", "--number", shard, "--profile", "compared", "--verdicts", "v\(shard)", "-o",
        "f\(shard)")
    }
    let many = try scale("report", "f0", "f1", "--profile", "compared", "--format", "json")
    let one = try BuiltBinary.run(
      ["lint", "0.jsonl", "1.jsonl", "--as-one", "--format", "json"], in: folder.url)
    #expect(many.output == one.output && many.output.contains("DUP004"))
  }

  @Test func faultsAreErrorsAndWriteNothing() throws {
    let missing = try BuiltBinary.run(
      ["scale", "survey", "none.jsonl", "--number", "0", "--keys", "k", "-o", "s"], in: folder.url)
    #expect(missing.status == 2 && missing.errors.contains("none.jsonl"))
    #expect(try folder.names == ["0.jsonl", "1.jsonl"])
    let standard = try BuiltBinary.run(
      ["scale", "survey", "-", "--number", "0", "--keys", "k", "-o", "s"], in: folder.url)
    #expect(standard.status == 2 && standard.errors.contains("give a file"))
    let over = try BuiltBinary.run(
      [
        "scale", "survey", "0.jsonl", "--number", "0", "--keys", "k", "-o", "0.jsonl",
        "--overwrite",
      ],
      in: folder.url)
    #expect(over.status == 2 && over.errors.contains("it would be lost"))
  }

  @Test func filesThatDoNotFitAreRefused() throws {
    for shard in ["0", "1"] {
      _ = try scale(
        "survey", "\(shard).jsonl", "--number", shard, "--keys", "k\(shard)", "-o", "s\(shard)")
    }
    let before = try folder.names
    let cases = [
      (["merge", "s0", "--shards", "2", "-o", "p"], "of shard 1 is missing"),
      (["merge", "s0", "s0", "--shards", "2", "-o", "p"], "is there twice"),
      (["merge", "s0", "k1", "--shards", "2", "-o", "p"], "this is no file of a phase"),
      (["merge", "s0", "none", "--shards", "2", "-o", "p"], "cannot be read"),
      (
        ["merge", "s0", "s1", "--shards", "2", "-o", "p", "--ignore", "DUP"],
        "by other rules or options"
      ),
      (
        ["look", "--number", "0", "--profile", "s0", "--verdicts", "k0", "-o", "p"],
        "a profile was expected"
      ),
    ]
    for (words, message) in cases {
      let outcome = try BuiltBinary.run(["scale"] + words, in: folder.url)
      #expect(
        outcome.status == 2 && outcome.errors.contains(message), "\(words): \(outcome.errors)")
    }
    #expect(try folder.names == before)
    let again = try BuiltBinary.run(
      ["scale", "survey", "0.jsonl", "--number", "0", "--keys", "new", "-o", "s0"], in: folder.url)
    #expect(again.status == 2 && again.errors.contains("--overwrite"))
    #expect(try folder.names == before)
  }
}
